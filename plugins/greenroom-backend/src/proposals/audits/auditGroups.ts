import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { noiseByPart } from '@greenroom/label-quality';
import type { Trait } from '../../rows/AuditTraits';
import { sizesOf } from './auditRate';
import type { StoredAudit } from './AuditStore';
import type { DecidedRow } from './decidedSample';

const PARTS = {
  class: (row: DecidedRow) => row.given,
  split: (row: DecidedRow) => row.split,
  annotator: (row: DecidedRow) => row.annotator,
} as const;
export type GroupedBy = keyof typeof PARTS;

/** Noise by class, split and annotator, and by what else rows have. */
export function auditGroups(
  strata: StoredAudit['strata'],
  rows: readonly DecidedRow[],
  parts: readonly GroupedBy[],
  traits: readonly Trait[],
): Audit['groups'] {
  return noiseByPart(sizesOf(strata), rows, [
    ...parts.map(by => ({ by, nameOf: PARTS[by] })),
    ...traits.map(({ by, ofRow }) => ({
      by,
      nameOf: ({ key }: DecidedRow) => ofRow.get(key),
    })),
  ]).map(({ by, name, noise: { rate, low, high, decided }, qValue }) => ({
    by,
    name,
    noise: { value: rate, low, high, n: decided },
    qValue,
  }));
}
