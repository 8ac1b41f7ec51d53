import { SURROUNDING, VOTERS } from './checkByNeighbours';
import type { DropReason } from './DropReason';
import { nearLimit } from '../nearby/nearLimit';
import type { Near } from '../nearby/Found';
import { joined, type Kind, kindsOf, RowsNearby } from '../nearby/RowsNearby';

/** How far apart pictures are is told by so many of them: each is compared with all. */
export const SPACING_ROWS = 500;

/**
 * Holds changed pictures against those that people took. As
 * `checkByNeighbours`, but for two things that follow from how they are made:
 *
 * - a picture is near to its parent and to what else was made of it, as it
 *   should be: among these only the same content is a `near-duplicate`
 * - a change keeps the class, so a picture has crossed a boundary only where its
 *   parent stands among its own class and it does not; without that, thumbnails
 *   that do not tell classes apart would drop everything
 *
 * @param question.columns - coordinates of one point
 * @param question.training - points of the training rows, row-major
 * @param question.made - points of the pictures, with what tells that two are the same
 * @param question.parents - the training row that each was made of, and what tells its picture
 * @param question.labels - of the training rows; undefined where pictures have no class
 * @returns a reason for each picture, or undefined where it may stay
 */
export function checkPictures(question: {
  readonly columns: number;
  readonly training: Float64Array;
  readonly labels: readonly string[] | undefined;
  readonly made: {
    readonly points: Float64Array;
    readonly contents: readonly string[];
  };
  readonly parents: readonly {
    readonly row: number;
    readonly content: string;
  }[];
  readonly heldOut: Float64Array;
}): (DropReason | undefined)[] {
  const { columns, training, labels, made, parents, heldOut } = question;
  const [train, synthetic, tested] = kindsOf([
    training.length / columns,
    made.contents.length,
    heldOut.length / columns,
  ]);
  const nearby = new RowsNearby(
    joined([training, made.points, heldOut]),
    columns,
  );
  const limit = nearLimit(nearby, train, SPACING_ROWS);
  const isFamily = (parent: number, row: number) =>
    row < train.to ? row === parent : parents[row - train.to].row === parent;
  const there = new Set(parents.map(({ content }) => content));
  const stays = new Set<number>();
  const judged = new Map<number, DropReason | undefined>();
  const around = (row: number, parent: number) =>
    nearby
      .nearest(row, train, SURROUNDING + 1)
      .filter(near => near.row !== parent)
      .slice(0, SURROUNDING);
  const crossingOf = (near: readonly Near[], parent: number) =>
    labels && crossing(near.map(({ row }) => labels[row] !== labels[parent]));
  const judgedParent = (parent: number) => {
    if (!judged.has(parent))
      judged.set(parent, crossingOf(around(parent, parent), parent));
    return judged.get(parent);
  };

  return made.contents.map((content, i): DropReason | undefined => {
    const row = synthetic.from + i;
    const parent = parents[i].row;
    const isNear = (of: Kind, isCounted: (other: number) => boolean) =>
      nearby
        .within(row, of, limit)
        .some(other => isCounted(other.row) && !isFamily(parent, other.row));
    if (nearby.within(row, tested, limit).length > 0) return 'near-held-out';
    if (
      there.has(content) ||
      isNear(train, () => true) ||
      isNear(synthetic, other => stays.has(other))
    )
      return 'near-duplicate';
    const crossed = crossingOf(around(row, parent), parent);
    if (crossed && judgedParent(parent) === undefined) return crossed;
    there.add(content);
    stays.add(row);
    return undefined;
  });
}

/** @param isOther - of the nearest, nearest first: is it of another class? */
function crossing(isOther: readonly boolean[]): DropReason | undefined {
  if (isOther.length === 0) return undefined;
  if (isOther.length === SURROUNDING && isOther.every(Boolean)) return 'noise';
  const voters = isOther.slice(0, VOTERS);
  return voters.filter(Boolean).length * 2 > voters.length
    ? 'across-boundary'
    : undefined;
}
