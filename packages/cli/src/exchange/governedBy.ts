import { realpath } from 'node:fs/promises';
import path from 'node:path';
import {
  BUILT_IN_TEMPLATES,
  checkCard,
  type Dossier,
  type DossierCheck,
  type DossierReview,
  type ExportedAsset,
  type PolicyFacts,
} from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import { declaredAssets } from '../plan/declaredAssets';
import { checksOf } from '../policy/checksOf';
import { cloneAround } from '../policy/cloneAround';
import { knownFacts } from '../policy/knownFacts';
import { decisionsIn } from '../review/decisionsIn';
import { isInside, keysOf, liesInside } from '../review/trustFrom';
import { UsageError } from '../UsageError';

export type GovernanceWanted = {
  /** A clone of the repository of policies, where organisation and systems state theirs. */
  readonly policies?: string;
  /** Keys that count, from elsewhere than the clone. */
  readonly trust?: string;
  readonly at: Date;
};

/** The template by which the portal judges a card where nobody chooses. */
const CARD_TEMPLATE = 'hugging-face';

const ONLY_THE_PORTAL_KNOWS =
  'Only the portal knows: this dossier was made from a clone.';

/** What only the portal knows of an asset. */
export const UNTOLD: NonNullable<Dossier['untold']> = {
  gates: `Which gates held: ${ONLY_THE_PORTAL_KNOWS}`,
  slices: ONLY_THE_PORTAL_KNOWS,
  labelQuality: ONLY_THE_PORTAL_KNOWS,
};

/**
 * Policies and decisions as a clone has them.
 *
 * @param file - that declares the asset
 * @throws UsageError where the keys lie in the clone, or are none
 */
export async function governedBy(
  file: string,
  { manifest, runs, card }: Pick<ExportedAsset, 'manifest' | 'runs' | 'card'>,
  { policies, trust, at }: GovernanceWanted,
): Promise<{
  readonly checks: readonly DossierCheck[];
  readonly reviews: readonly DossierReview[];
  readonly problems: readonly string[];
}> {
  const folder = path.dirname(file);
  const own = await cloneAround(folder, 'of assets');
  const clones = [
    ...(policies ? [await cloneAround(policies, 'of policies')] : []),
    own,
  ];
  if (trust && (await isInside(trust, await realpath(own.git.repository))))
    throw new UsageError(liesInside(trust));
  const declared = [...(await declaredAssets(own.end)).assets.values()];
  const known = await knownFacts(
    manifest,
    declared.map(each => each.manifest),
    at.toISOString().slice(0, 10),
  );
  const { checks, problems } = await checksOf(clones, manifest, {
    ...known,
    ...(card && { card: cardFacts(card, manifest, runs) }),
  });
  return {
    checks: checks.map(check => ({
      rule: `${check.policy}/${check.rule}`,
      result: check.isWaived ? 'waived' : check.result,
      detail: check.message,
      commit: check.stated.commit,
    })),
    reviews: await decisionsIn({
      folder,
      asset: manifest,
      keys: trust ? await keysOf(trust) : undefined,
      at,
    }),
    problems: problems.map(
      ({ repository, path: place, line, message }) =>
        `${repository}/${place}:${line}: ${message}`,
    ),
  };
}

function cardFacts(
  { path: name, text }: NonNullable<ExportedAsset['card']>,
  manifest: Manifest,
  runs: ExportedAsset['runs'],
): PolicyFacts['card'] {
  const templates = BUILT_IN_TEMPLATES.filter(
    template => template.id === CARD_TEMPLATE,
  );
  const { completeness, missing } = checkCard(name, text, {
    manifest,
    templates,
    runs,
  });
  return { completeness, missing: missing.map(({ title }) => title) };
}
