import type { Manifest, ModelManifest } from '@greenroom/manifest';
import { readCard } from './CardText';
import type { CardTemplate } from './CardTemplate';
import { checkCompleteness, type Completeness } from './checkCompleteness';
import { findClaims } from './claims/findClaims';
import { readEvidence } from './evidenceBlock';
import { judgeClaim, type JudgedClaim } from './judgeClaim';
import type { MeasuredRun } from './MeasuredRun';
import { regenerateCard, type SectionEdit } from './regenerateCard';

/** Larger cards are no cards. */
export const CARD_BYTES = 1_000_000;

export type CheckedCard = Completeness & {
  readonly claims: readonly JudgedClaim[];
  readonly regenerated: {
    readonly text: string;
    readonly edits: readonly SectionEdit[];
  };
  readonly problems: readonly string[];
};

/**
 * Whether a card says what templates ask for, and whether its figures are what
 * was measured.
 *
 * @param runs - of the model's evaluations, the newest of each first
 */
export function checkCard(
  path: string,
  text: string,
  {
    manifest,
    templates,
    runs,
  }: {
    readonly manifest?: Manifest;
    readonly templates: readonly CardTemplate[];
    readonly runs: readonly MeasuredRun[];
  },
): CheckedCard {
  const card = readCard(path, text);
  const { records, problem } = readEvidence(text);
  const claims =
    manifest?.kind === 'Dataset'
      ? []
      : findClaims(card, { evaluations: evaluationsOf(manifest) }).map(claim =>
          judgeClaim(claim, runs, records),
        );
  return {
    ...checkCompleteness(card, manifest, templates),
    claims,
    regenerated: regenerateCard(path, text, claims, runs),
    problems: problem ? [`${path}: ${problem}`] : [],
  };
}

/** As many as are current, so that words such as "test" mean a split that is declared. */
function evaluationsOf(manifest: ModelManifest | undefined) {
  return (manifest?.evaluations ?? []).map(({ name, dataset, split }) => ({
    name,
    dataset,
    split,
  }));
}
