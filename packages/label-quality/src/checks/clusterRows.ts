import type { NeighbourGraph } from '../neighbours/NeighbourGraph';

/** A row of no cluster. */
export const NO_CLUSTER = -1;
/** scikit-learn's defaults. */
export const CLUSTER_RADIUS = 0.5;
const CORE_ROWS = 5;

/**
 * Clusters of rows along the graph of neighbours (DBSCAN, Ester et al. 1996):
 * rows with at least five rows within the radius, themselves counted, and what
 * these reach.
 *
 * @returns the cluster of each row, counted from 0, or `NO_CLUSTER`
 */
export function clusterRows(
  { rows, k, neighbours, distances }: NeighbourGraph,
  radius = CLUSTER_RADIUS,
): Int32Array {
  const reachOf = (row: number) => {
    let reach = row * k;
    while (reach < (row + 1) * k && distances[reach] <= radius) reach++;
    return reach;
  };
  const isCore = (row: number) => reachOf(row) - row * k + 1 >= CORE_ROWS;
  const clusterOf = new Int32Array(rows).fill(NO_CLUSTER);
  let cluster = 0;
  for (let start = 0; start < rows; start++) {
    if (clusterOf[start] !== NO_CLUSTER || !isCore(start)) continue;
    const waiting = [start];
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      if (clusterOf[row] !== NO_CLUSTER) continue;
      clusterOf[row] = cluster;
      if (!isCore(row)) continue;
      for (let i = row * k; i < reachOf(row); i++)
        if (clusterOf[neighbours[i]] === NO_CLUSTER)
          waiting.push(neighbours[i]);
    }
    cluster++;
  }
  return clusterOf;
}
