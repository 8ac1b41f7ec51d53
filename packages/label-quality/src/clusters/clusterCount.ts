/** More are not told apart by a name each. */
export const MOST_CLUSTERS = 12;
/** Fewer rows make no clusters. */
export const LEAST_CLUSTERED_ROWS = 20;

/**
 * Into how many clusters rows are divided: the square root of half their number
 * (Mardia, Kent and Bibby 1979, 13.1), from 2 to 12; 0 for fewer than 20 rows.
 */
export function clusterCount(rows: number): number {
  if (rows < LEAST_CLUSTERED_ROWS) return 0;
  return Math.min(MOST_CLUSTERS, Math.max(2, Math.floor(Math.sqrt(rows / 2))));
}
