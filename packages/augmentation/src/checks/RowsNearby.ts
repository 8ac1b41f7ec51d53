import { findNeighbours, type NeighbourGraph } from '@greenroom/label-quality';

/** Sought among rows of all kinds at once: a row with too few of the kind that is asked for among them is compared with each. */
const SOUGHT = 24;

export type Near = { readonly row: number; readonly distance: number };

/** Rows that stand together: from one on, up to another. */
export type Kind = { readonly from: number; readonly to: number };

/** Which rows of a kind are near to a row that stands among those of other kinds: exact, ties by index. */
export class RowsNearby {
  private constructor(
    private readonly points: Float64Array,
    private readonly columns: number,
    private readonly graph: NeighbourGraph,
  ) {}

  /**
   * @param points - rows x columns, row-major
   * @throws RangeError as `findNeighbours` does
   */
  static async search(
    points: Float64Array,
    columns: number,
    signal?: AbortSignal,
  ): Promise<RowsNearby> {
    const graph = await findNeighbours({
      features: points,
      columns,
      metric: 'euclidean',
      k: SOUGHT,
      signal,
    });
    return new RowsNearby(points, columns, graph);
  }

  /** The k nearest, nearest first; fewer where there are not so many. */
  nearest(row: number, of: Kind, k: number): readonly Near[] {
    const others = of.to - of.from - Number(isWithin(row, of));
    const wanted = Math.min(k, others);
    const found = this.#sought(row, of);
    return (found.length < wanted ? this.#each(row, of) : found).slice(
      0,
      wanted,
    );
  }

  /** All at most so far away, nearest first. */
  within(row: number, of: Kind, limit: number): readonly Near[] {
    const { k, distances, rows } = this.graph;
    const isAll = k === rows - 1 || distances[(row + 1) * k - 1] > limit;
    const found = isAll ? this.#sought(row, of) : this.#each(row, of);
    return found.filter(({ distance }) => distance <= limit);
  }

  #sought(row: number, of: Kind): Near[] {
    const { k, neighbours, distances } = this.graph;
    const found: Near[] = [];
    for (let i = row * k; i < (row + 1) * k; i++)
      if (isWithin(neighbours[i], of))
        found.push({ row: neighbours[i], distance: distances[i] });
    return found;
  }

  #each(row: number, { from, to }: Kind): Near[] {
    const found: Near[] = [];
    for (let other = from; other < to; other++)
      if (other !== row)
        found.push({ row: other, distance: this.#distance(row, other) });
    return found.sort((a, b) => a.distance - b.distance || a.row - b.row);
  }

  #distance(row: number, other: number): number {
    const { points, columns } = this;
    let square = 0;
    for (let c = 0; c < columns; c++)
      square += (points[row * columns + c] - points[other * columns + c]) ** 2;
    return Math.sqrt(square);
  }
}

function isWithin(row: number, { from, to }: Kind): boolean {
  return row >= from && row < to;
}
