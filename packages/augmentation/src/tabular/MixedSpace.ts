import { type Cell, cellsOf, type TrainingRows } from '../TrainingRows';

/** Two different categories are as far apart as numbers by one standard deviation. */
const CATEGORY_LENGTH = Math.SQRT1_2;

type Axis =
  | {
      readonly type: 'number';
      readonly at: number;
      readonly mean: number;
      readonly deviation: number;
    }
  | { readonly type: 'category'; readonly places: ReadonlyMap<Cell, number> }
  | { readonly type: 'none' };

/**
 * Rows of numbers and categories as points, whose euclidean distance is that of
 * SMOTE-NC (Chawla, Bowyer, Hall and Kegelmeyer 2002, section 6.1): each
 * category that differs adds the square of the median of the deviations, which
 * is one here, since numbers are scaled to a deviation of one. Texts are left
 * out.
 *
 * A number that is missing stands at the mean; a category that is missing is one
 * of its own; one that no row has is as far from all.
 */
export class MixedSpace {
  /** Coordinates of one row. */
  readonly width: number;
  readonly #axes: readonly Axis[];

  /** @param rows - that scale the numbers and name the categories */
  constructor(rows: Pick<TrainingRows, 'columns'>) {
    let at = 0;
    this.#axes = rows.columns.map((column): Axis => {
      if (column.type === 'text') return { type: 'none' };
      if (column.type === 'number') {
        const { mean, deviation } = momentsOf(column.values);
        // A constant column tells no rows apart.
        return deviation > 0
          ? { type: 'number', at: at++, mean, deviation }
          : { type: 'none' };
      }
      const places = new Map<Cell, number>();
      for (const value of column.values)
        if (!places.has(value)) places.set(value, at++);
      return { type: 'category', places };
    });
    this.width = at;
  }

  /**
   * @param rows - cells in the order of the columns
   * @returns rows x width, row-major
   */
  pointsOf(rows: readonly (readonly Cell[])[]): Float64Array {
    const points = new Float64Array(rows.length * this.width);
    rows.forEach((cells, row) => this.#place(cells, points, row * this.width));
    return points;
  }

  #place(cells: readonly Cell[], points: Float64Array, start: number): void {
    this.#axes.forEach((axis, i) => {
      const cell = cells[i];
      if (axis.type === 'number' && typeof cell === 'number')
        points[start + axis.at] = (cell - axis.mean) / axis.deviation;
      if (axis.type !== 'category') return;
      const place = axis.places.get(cell);
      if (place !== undefined) points[start + place] = CATEGORY_LENGTH;
    });
  }
}

/**
 * The points of training rows.
 *
 * @param of - their indices; all where absent
 */
export function trainingPoints(
  space: MixedSpace,
  rows: TrainingRows,
  of: readonly number[] = rows.keys.map((_, row) => row),
): Float64Array {
  return space.pointsOf(of.map(row => cellsOf(rows, row)));
}

/** Mean and standard deviation of the values that are there (population). */
function momentsOf(values: Float64Array): {
  readonly mean: number;
  readonly deviation: number;
} {
  const there = values.filter(value => !Number.isNaN(value));
  let mean = 0;
  for (const value of there) mean += value / there.length;
  let variance = 0;
  for (const value of there) variance += (value - mean) ** 2 / there.length;
  return { mean, deviation: Math.sqrt(variance) };
}
