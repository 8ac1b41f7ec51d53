import type { SyntheticRow } from '../TrainingRows';
import { nearLimit } from '../nearby/nearLimit';
import { SPACING_ROWS } from './checkPictures';
import { SURROUNDING } from './checkByNeighbours';
import type { DropReason } from './DropReason';
import { joined, kindsOf, RowsNearby } from '../nearby/RowsNearby';

/** Embeddings of rows as directions, row-major; of those without one NaN. */
export type Embedded = {
  readonly columns: number;
  readonly training: Float64Array;
  readonly heldOut: Float64Array;
};

/**
 * Holds made rows against what the embeddings of their parents tell. What is made
 * has no embedding of its own, and a recipe keeps the class; but what is made of a
 * row repeats what is wrong with it:
 *
 * - `parent-near-held-out`: a parent is as near to a row that the model is tested
 *   on as 0.13 of the median distance of training rows to their nearest, so that
 *   more of the test would be trained on
 * - `parent-noise`: all of the five nearest training rows of a parent of the row's
 *   class are of other classes (Han, Wang and Mao 2005): its label is in doubt
 *
 * @param question.labels - of the training rows; undefined where rows have no class
 * @returns of some of the made rows, what speaks against each
 */
export function checkParents(question: {
  readonly embedded: Embedded;
  readonly labels: readonly string[] | undefined;
}): (made: readonly SyntheticRow[]) => readonly (DropReason | undefined)[] {
  const { embedded, labels } = question;
  const { columns } = embedded;
  const training = placed(embedded.training, columns);
  const heldOut = placed(embedded.heldOut, columns);
  const [train, tested] = kindsOf([training.rows.length, heldOut.rows.length]);
  const nearby = new RowsNearby(
    joined([training.points, heldOut.points]),
    columns,
  );
  const limit = nearLimit(nearby, train, SPACING_ROWS);
  const at = new Map(training.rows.map((row, i) => [row, i]));
  const said = new Map<number, DropReason | undefined>();
  const reasonOf = (parent: number): DropReason | undefined => {
    const point = at.get(parent);
    if (point === undefined) return undefined;
    if (nearby.within(point, tested, limit).length > 0)
      return 'parent-near-held-out';
    if (!labels) return undefined;
    const around = nearby.nearest(point, train, SURROUNDING);
    const isAlone =
      around.length === SURROUNDING &&
      around.every(near => labels[training.rows[near.row]] !== labels[parent]);
    return isAlone ? 'parent-noise' : undefined;
  };
  return made =>
    made.map(({ parents, label }) => {
      const reasons = parents
        .filter(parent => !labels || labels[parent] === label)
        .map(parent => {
          if (!said.has(parent)) said.set(parent, reasonOf(parent));
          return said.get(parent);
        });
      return reasons.find(reason => reason !== undefined);
    });
}

/** Rows that have an embedding, and their points. */
function placed(
  points: Float64Array,
  columns: number,
): { readonly rows: readonly number[]; readonly points: Float64Array } {
  const rows: number[] = [];
  for (let row = 0; row * columns < points.length; row++)
    if (!Number.isNaN(points[row * columns])) rows.push(row);
  const there = new Float64Array(rows.length * columns);
  rows.forEach((row, i) =>
    there.set(points.subarray(row * columns, (row + 1) * columns), i * columns),
  );
  return { rows, points: there };
}
