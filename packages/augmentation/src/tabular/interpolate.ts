import {
  type Cell,
  cellsOf,
  type SyntheticRow,
  type TrainingRows,
} from '../TrainingRows';
import { type ClassNeighbours } from './classNeighbours';
import { mostFrequent } from './mostFrequent';
import { pick } from '../pick';

/**
 * One row between a row and one of its neighbours of the same class: SMOTE, and
 * SMOTE-NC where there are categories (Chawla, Bowyer, Hall and Kegelmeyer 2002,
 * sections 4.2 and 6.1). Numbers lie on the line between the two, categories are
 * what most of the neighbours have, texts stay.
 *
 * @param random - from 0 to below 1
 */
export function interpolate(
  rows: TrainingRows,
  row: number,
  neighbours: ClassNeighbours,
  random: () => number,
): SyntheticRow {
  const near = neighbours.get(row)!;
  const other = pick(near, random);
  const gap = random();
  const [from, to] = [cellsOf(rows, row), cellsOf(rows, other)];
  const cells = rows.columns.map((column, i): Cell => {
    if (column.type === 'number')
      return between(from[i], to[i], gap, column.isWhole);
    if (column.type === 'category')
      return mostFrequent(near.map(each => column.values[each]));
    return from[i];
  });
  return { parents: [row, other], label: rows.labels[row], cells };
}

/** What is missing in one of the two is taken from the first. */
export function between(
  from: Cell,
  to: Cell,
  gap: number,
  isWhole: boolean,
): Cell {
  if (typeof from !== 'number' || typeof to !== 'number') return from;
  const value = from + gap * (to - from);
  return isWhole ? Math.round(value) : value;
}
