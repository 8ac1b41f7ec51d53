import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { type Decided, noiseRate } from '@greenroom/label-quality';
import type { StoredAudit } from './AuditStore';
import type { DecidedRow } from './decidedSample';

/** Which of the decided rows a rate is about, and what it counts. */
export type Counted = {
  /** Default: all rows, also those of strata of which nothing is decided. */
  readonly among?: (row: DecidedRow) => boolean;
  readonly hit: (row: DecidedRow) => boolean;
};

/**
 * What is decided of each stratum, rows with the hit in the place of wrong ones.
 * Of a part of the population the size in each stratum is estimated from the rows
 * decided there (Cochran 1977, section 5A.14).
 */
export function countStrata(
  strata: StoredAudit['strata'],
  rows: readonly DecidedRow[],
  { among, hit }: Counted,
): Decided[] {
  const counts = new Map(
    strata.map(({ name }) => [name, { decided: 0, meant: 0, hits: 0 }]),
  );
  for (const row of rows) {
    const count = counts.get(row.stratum);
    if (!count) continue;
    count.decided += 1;
    if (among && !among(row)) continue;
    count.meant += 1;
    if (hit(row)) count.hits += 1;
  }
  return strata.map(({ name, rows: all }) => {
    const { decided, meant, hits } = counts.get(name)!;
    const share = decided === 0 ? 0 : (all * meant) / decided;
    const size = among ? Math.max(meant, share) : all;
    return { size, decided: meant, wrong: hits };
  });
}

/**
 * A rate of an audit sample, each stratum weighed by its rows.
 *
 * @returns undefined where no row that is meant was decided
 */
export function auditRate(
  strata: StoredAudit['strata'],
  rows: readonly DecidedRow[],
  counted: Counted,
): Figure | undefined {
  const counts = countStrata(strata, rows, counted);
  if (!counts.some(({ decided }) => decided > 0)) return undefined;
  const { rate, low, high, decided } = noiseRate(counts);
  return { value: rate, low, high, n: decided };
}
