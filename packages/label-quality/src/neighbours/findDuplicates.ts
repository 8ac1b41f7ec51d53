import { DisjointSets } from './DisjointSets';
import type { NeighbourGraph } from './NeighbourGraph';
import { quantileOf } from './quantileOf';

export type NearPair = {
  /** The lower of the two. */
  readonly row: number;
  readonly other: number;
  readonly distance: number;
};

export type Duplicates = {
  /** Rows equal in every value, each group ascending, by its first row. */
  readonly exact: number[][];
  /**
   * Rows that hang together by pairs nearer than the limit, of at least two
   * different contents; with the exact copies of each.
   */
  readonly near: number[][];
  /** Pairs of different contents nearer than the limit, by row. */
  readonly nearPairs: NearPair[];
  /** 1 - exp(-distance to the nearest / its median): 0 where there is a copy. */
  readonly scores: Float64Array;
  /** Median distance of a row to its nearest. */
  readonly medianNearest: number;
  readonly limit: number;
};

/** cleanlab Datalab's default: nearer than this part of the median are near duplicates. */
export const NEAR_DUPLICATE_THRESHOLD = 0.13;
/** A distance that numpy's `isclose` takes for 0. */
const CLOSE_TO_ZERO = 1e-8;

/**
 * Exact and near duplicates, as cleanlab Datalab finds them, and grouped. Where
 * most rows have exact copies, the median is over the others.
 *
 * @param threshold - of the median distance to the nearest row, not negative
 */
export function findDuplicates(
  graph: NeighbourGraph,
  threshold = NEAR_DUPLICATE_THRESHOLD,
): Duplicates {
  if (!(threshold >= 0))
    throw new RangeError(
      `The near-duplicate threshold is ${threshold}; it is not negative.`,
    );
  const { rows, k, neighbours, distances, contentOf } = graph;
  const nearest = Float64Array.from(
    { length: rows },
    (_, i) => distances[i * k],
  );
  const medianNearest =
    medianOf(nearest) || medianOf(nearest.filter(d => d > 0));
  const limit = threshold * medianNearest;

  const groups = new DisjointSets(rows);
  const pairs = new Map<number, NearPair>();
  for (let row = 0; row < rows; row++) {
    for (let i = row * k; i < (row + 1) * k && distances[i] < limit; i++) {
      const other = neighbours[i];
      groups.join(row, other);
      if (contentOf[row] === contentOf[other]) continue;
      const [low, high] = row < other ? [row, other] : [other, row];
      pairs.set(low * rows + high, {
        row: low,
        other: high,
        distance: distances[i],
      });
    }
  }
  const exact = grouped(rows, row => contentOf[row]);
  for (const [first, ...copies] of exact)
    copies.forEach(copy => groups.join(first, copy));
  const near = grouped(rows, row => groups.of(row)).filter(group =>
    group.some(row => contentOf[row] !== contentOf[group[0]]),
  );
  return {
    ...{ exact, near, medianNearest, limit },
    nearPairs: [...pairs.values()].sort(
      (a, b) => a.row - b.row || a.other - b.other,
    ),
    scores: nearest.map(distance =>
      distance <= CLOSE_TO_ZERO ? 0 : 1 - Math.exp(-distance / medianNearest),
    ),
  };
}

function medianOf(values: Float64Array): number {
  return values.length === 0
    ? 0
    : quantileOf(Float64Array.from(values).sort(), 0.5);
}

/** Groups of two and more rows, ascending, by their first row. */
function grouped(rows: number, groupOf: (row: number) => number): number[][] {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const group = groups.get(groupOf(row));
    if (group) group.push(row);
    else groups.set(groupOf(row), [row]);
  }
  return [...groups.values()].filter(group => group.length > 1);
}
