import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { noiseByGroup } from '@greenroom/label-quality';
import { countStrata } from './auditRate';
import type { StoredAudit } from './AuditStore';
import type { DecidedRow } from './decidedSample';

/** Of fewer decided rows nothing is said. */
const FEWEST_ROWS = 5;

const PARTS = {
  class: (row: DecidedRow) => row.given,
  split: (row: DecidedRow) => row.split,
  annotator: (row: DecidedRow) => row.annotator,
} as const;
export type GroupedBy = keyof typeof PARTS;

/** Noise by class, split and annotator; intervals and q values hold for all groups of all parts at once. */
export function auditGroups(
  strata: StoredAudit['strata'],
  rows: readonly DecidedRow[],
  parts: readonly GroupedBy[],
): Audit['groups'] {
  const isWrong = (row: DecidedRow) => row.isWrong;
  const named = parts.flatMap(by => {
    const nameOf = PARTS[by];
    const names = [...new Set(rows.flatMap(row => nameOf(row) ?? []))].sort();
    // One group alone is the whole.
    if (names.length < 2) return [];
    return names.flatMap(name => {
      const among = (row: DecidedRow) => nameOf(row) === name;
      if (rows.filter(among).length < FEWEST_ROWS) return [];
      const counted = { among, hit: isWrong };
      return [{ by, name, strata: countStrata(strata, rows, counted) }];
    });
  });
  return noiseByGroup(countStrata(strata, rows, { hit: isWrong }), named).map(
    ({ name, noise: { rate, low, high, decided }, qValue }, i) => ({
      by: named[i].by,
      name,
      noise: { value: rate, low, high, n: decided },
      qValue,
    }),
  );
}
