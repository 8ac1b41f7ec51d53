import type { Near } from './Found';
import { PointTree } from './PointTree';

/** Rows that stand together: from one on, up to another. */
export type Kind = { readonly from: number; readonly to: number };

/** Which rows of a kind are near to a row that stands among those of other kinds: exact, ties by index. */
export class RowsNearby {
  /** By where a kind begins; each is planted when it is first asked for. */
  readonly #trees = new Map<number, PointTree>();

  /**
   * @param points - rows x columns, row-major
   * @throws RangeError naming row and column of what is no finite number, or where there are no columns
   */
  constructor(
    private readonly points: Float64Array,
    private readonly columns: number,
  ) {
    if (columns < 1)
      throw new RangeError(
        'No column of numbers or categories tells rows apart. Choose a recipe for texts or pictures.',
      );
    const bad = points.findIndex(value => !Number.isFinite(value));
    if (bad >= 0)
      throw new RangeError(
        `Row ${Math.floor(bad / columns)}, column ${bad % columns}: ${
          points[bad]
        } is no finite number. Fill the gap or leave the row out.`,
      );
  }

  /** The k nearest, nearest first; fewer where there are not so many. */
  nearest(row: number, of: Kind, k: number): readonly Near[] {
    return this.#treeOf(of).nearest(this.#pointOf(row), k, row);
  }

  /** All at most so far away, nearest first. */
  within(row: number, of: Kind, limit: number): readonly Near[] {
    return this.#treeOf(of).within(this.#pointOf(row), limit, row);
  }

  #treeOf({ from, to }: Kind): PointTree {
    let tree = this.#trees.get(from);
    if (tree?.size !== to - from) {
      const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
      tree = new PointTree(this.points, this.columns, rows);
      this.#trees.set(from, tree);
    }
    return tree;
  }

  #pointOf(row: number): Float64Array {
    const { points, columns } = this;
    return points.subarray(row * columns, (row + 1) * columns);
  }
}

/** Kinds that stand one after the other, by how many there are of each. */
export function kindsOf(counts: readonly number[]): Kind[] {
  let to = 0;
  return counts.map(count => ({ from: to, to: (to += count) }));
}

/** Points of several kinds, one after the other. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
