import { cellsOf, type SyntheticRow, type TrainingRows } from '../TrainingRows';
import { betaDraw } from './betaDraw';
import { between } from './interpolate';

/**
 * One row mixed of two of any class: mixup (Zhang, Cisse, Dauphin and Lopez-Paz
 * 2018, equation 1), with shares from Beta(alpha, alpha). A data set has one
 * label a row, so label, categories and texts are those of the larger share.
 *
 * @param alpha - the larger, the more even are the shares
 * @param random - from 0 to below 1
 */
export function mixup(
  rows: TrainingRows,
  [row, other]: readonly [number, number],
  alpha: number,
  random: () => number,
): SyntheticRow {
  const share = betaDraw(alpha, random);
  const [major, minor] = share >= 0.5 ? [row, other] : [other, row];
  const gap = Math.min(share, 1 - share);
  const [from, to] = [cellsOf(rows, major), cellsOf(rows, minor)];
  return {
    parents: [major, minor],
    label: rows.labels[major],
    cells: rows.columns.map((column, i) =>
      column.type === 'number'
        ? between(from[i], to[i], gap, column.isWhole)
        : from[i],
    ),
  };
}
