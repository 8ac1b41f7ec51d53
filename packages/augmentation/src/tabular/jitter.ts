import { medianOf } from '../medianOf';
import { cellsOf, type SyntheticRow, type TrainingRows } from '../TrainingRows';
import type { ClassNeighbours } from './classNeighbours';
import { normalDraw } from './normalDraw';

/** The median of |z| of a standard normal z: makes a median of differences a deviation. */
const MEDIAN_OF_ABSOLUTE = 0.6744897501960817;

/**
 * The noise of each column of numbers: what rows that are alike differ by. From
 * differences of nearest neighbours of one class (Rice 1984; the robust form by
 * the median: Hampel 1974), sigma = median |x - x'| / (0.6745 sqrt 2).
 *
 * @param neighbours - of the rows that noise is measured on
 * @returns a standard deviation for each column; 0 for what is no number
 */
export function measureNoise(
  { columns }: TrainingRows,
  neighbours: ClassNeighbours,
): Float64Array {
  return Float64Array.from(columns, column => {
    if (column.type !== 'number') return 0;
    const differences = [...neighbours]
      .map(([row, [nearest]]) =>
        Math.abs(column.values[row] - column.values[nearest]),
      )
      .filter(difference => !Number.isNaN(difference));
    if (differences.length === 0) return 0;
    return medianOf(differences) / (MEDIAN_OF_ABSOLUTE * Math.SQRT2);
  });
}

/**
 * One row moved by normal noise of the size that was measured; numbers stay
 * within what the column has, whole ones whole, all else as it is.
 *
 * @param noise - a standard deviation for each column, as `measureNoise` gives it
 * @param scale - of the noise, from 0 to 1
 * @param random - from 0 to below 1
 */
export function jitter(
  rows: TrainingRows,
  row: number,
  {
    noise,
    scale,
    ranges,
  }: {
    readonly noise: Float64Array;
    readonly scale: number;
    readonly ranges: readonly Range[];
  },
  random: () => number,
): SyntheticRow {
  const cells = cellsOf(rows, row).map((cell, i) => {
    const column = rows.columns[i];
    if (typeof cell !== 'number' || column.type !== 'number') return cell;
    const moved = cell + noise[i] * scale * normalDraw(random);
    const { least, most } = ranges[i];
    const kept = Math.min(most, Math.max(least, moved));
    return column.isWhole ? Math.round(kept) : kept;
  });
  return { parents: [row], label: rows.labels[row], cells };
}

export type Range = { readonly least: number; readonly most: number };

/** What each column goes from and to; from Infinity to -Infinity where it has no numbers. */
export function rangesOf({ columns }: TrainingRows): Range[] {
  return columns.map(column => {
    let [least, most] = [Infinity, -Infinity];
    if (column.type === 'number')
      for (const value of column.values) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    return { least, most };
  });
}
