import type { Decided } from './finiteProportion';

/** Which of the decided rows a rate is about, and what it counts. */
export type Counted<Row> = {
  /** Default: all rows, also those of strata of which nothing is decided. */
  readonly among?: (row: Row) => boolean;
  readonly hit: (row: Row) => boolean;
};

/**
 * What is decided of each stratum, rows with the hit in the place of wrong ones.
 * Of a part of the population the size in each stratum is estimated from the rows
 * decided there (Cochran 1977, section 5A.14).
 *
 * @param rows - decided rows; those of no stratum are passed over
 */
export function countStrata<Row extends { readonly stratum: string }>(
  strata: readonly { readonly name: string; readonly size: number }[],
  rows: readonly Row[],
  { among, hit }: Counted<Row>,
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
  return strata.map(({ name, size: all }) => {
    const { decided, meant, hits } = counts.get(name)!;
    const share = decided === 0 ? 0 : (all * meant) / decided;
    const size = among ? Math.max(meant, share) : all;
    return { size, decided: meant, wrong: hits };
  });
}
