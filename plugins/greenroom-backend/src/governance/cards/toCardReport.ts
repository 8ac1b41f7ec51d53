import { createHash } from 'node:crypto';
import type { CardReport } from '@greenroom/backstage-plugin-greenroom-common';
import type { CheckedCard } from '@greenroom/governance';

/** A card that was checked, as the API tells it. */
export function toCardReport(
  checked: CheckedCard,
  card: {
    readonly path: string;
    readonly text: string;
    readonly commit: string;
  },
): CardReport {
  const { completeness, templates, missing, claims, regenerated, problems } =
    checked;
  return {
    path: card.path,
    commit: card.commit,
    sha256: createHash('sha256').update(card.text).digest('hex'),
    completeness,
    templates: templates.map(each => ({ ...each })),
    missing: missing.map(each => ({ ...each, write: { ...each.write } })),
    claims: claims.map(({ claim, status, reason, evidence }) => ({
      text: claim.text,
      place: { ...claim.place },
      metric: claim.metrics[0] ?? claim.named,
      part: claim.part,
      value: claim.value,
      status,
      reason,
      ...(evidence && {
        evidence: { ...evidence, pins: { ...evidence.pins } },
      }),
    })),
    regenerated: regenerated.edits.map(each => ({ ...each })),
    problems: [...problems],
  };
}
