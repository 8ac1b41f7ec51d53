import type { NearestContents } from './NeighbourAccumulator';
import type { Metric, Points } from './preparePoints';

/** The k nearest other rows of each row. */
export type NeighbourGraph = {
  readonly metric: Metric;
  readonly rows: number;
  readonly k: number;
  /** rows x k: nearest first, ties by the order of keys. */
  readonly neighbours: Int32Array;
  /** rows x k: cosine distances (1 - cos) or euclidean ones. */
  readonly distances: Float64Array;
  /** The same number for rows that are equal in every value. */
  readonly contentOf: Int32Array;
};

/**
 * The neighbours of rows from those of contents: the other rows of the same
 * content come first, at distance 0.
 *
 * @param k - neighbours of each row; fewer where there are not so many rows
 */
export function neighbourGraph(
  points: Points,
  nearest: NearestContents,
  k: number,
): NeighbourGraph {
  const { rows, metric, contentOf, order } = points;
  const perRow = Math.min(k, rows - 1);
  const members = membersOf(points);
  const neighbours = new Int32Array(rows * perRow);
  const distances = new Float64Array(rows * perRow);
  for (let row = 0; row < rows; row++) {
    const content = contentOf[row];
    const found = members[content]
      .slice(0, perRow + 1)
      .filter(member => member !== row)
      .map(member => ({ row: member, distance: 0 }));
    for (let i = 0; i < nearest.k && found.length < perRow; ) {
      // Contents at one distance are laid together, so that keys decide among their rows.
      const squared = nearest.squaredDistances[content * nearest.k + i];
      const tied: number[] = [];
      for (
        ;
        i < nearest.k &&
        nearest.squaredDistances[content * nearest.k + i] === squared;
        i++
      )
        tied.push(
          ...members[nearest.ids[content * nearest.k + i]].slice(0, perRow),
        );
      const distance = metric === 'cosine' ? squared / 2 : Math.sqrt(squared);
      for (const member of tied.sort((a, b) => order[a] - order[b]))
        found.push({ row: member, distance });
    }
    for (let i = 0; i < perRow; i++) {
      neighbours[row * perRow + i] = found[i].row;
      distances[row * perRow + i] = found[i].distance;
    }
  }
  return { metric, rows, k: perRow, neighbours, distances, contentOf };
}

/** The rows of each content, in the order of keys. */
function membersOf({ rows, contents, contentOf, order }: Points): number[][] {
  const inOrder = Int32Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => order[a] - order[b],
  );
  const members = Array.from({ length: contents }, (): number[] => []);
  for (const row of inOrder) members[contentOf[row]].push(row);
  return members;
}
