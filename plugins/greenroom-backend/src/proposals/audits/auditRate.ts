import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { type Counted, countStrata, noiseRate } from '@greenroom/label-quality';
import type { StoredAudit } from './AuditStore';
import type { DecidedRow } from './decidedSample';

/**
 * A rate of an audit sample, each stratum weighed by its rows.
 *
 * @returns undefined where no row that is meant was decided
 */
export function auditRate(
  strata: StoredAudit['strata'],
  rows: readonly DecidedRow[],
  counted: Counted<DecidedRow>,
): Figure | undefined {
  const counts = countStrata(sizesOf(strata), rows, counted);
  if (!counts.some(({ decided }) => decided > 0)) return undefined;
  const { rate, low, high, decided } = noiseRate(counts);
  return { value: rate, low, high, n: decided };
}

/** Strata as estimates take them. */
export function sizesOf(
  strata: StoredAudit['strata'],
): { readonly name: string; readonly size: number }[] {
  return strata.map(({ name, rows }) => ({ name, size: rows }));
}
