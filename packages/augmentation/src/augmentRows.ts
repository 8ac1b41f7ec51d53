import type { AugmentationAmount } from '@greenroom/manifest';
import { seededRandom } from '@greenroom/label-quality';
import { wantedParents } from './balance/wantedParents';
import { askFurther, type Further } from './checks/askFurther';
import { checkByNeighbours } from './checks/checkByNeighbours';
import { checkTexts } from './checks/checkTexts';
import type { DropReason } from './checks/DropReason';
import { makerOf, type RowRecipe } from './makeRows';
import { MixedSpace, trainingPoints } from './tabular/MixedSpace';
import {
  type Cell,
  type SyntheticRow,
  type TrainingRows,
} from './TrainingRows';

/** So often a parent that nothing came of is followed by another, for each row that is wanted. */
const ATTEMPTS = 5;

export type Augmented = {
  /** By the amount. */
  readonly asked: number;
  readonly made: number;
  /** What passed every check, in the order it was made. */
  readonly kept: readonly SyntheticRow[];
  readonly dropped: readonly {
    readonly row: SyntheticRow;
    readonly reason: DropReason;
  }[];
};

/**
 * Makes rows by a recipe and holds each against its checks: nothing enters that
 * is nearly there already, that lies among other classes, or that is near to a
 * row the model is tested on.
 *
 * @param question.rows - of the training split alone
 * @param question.parents - rows that others are made of; all where absent
 * @param question.groupOf - the group of a row, where groups are to become as large as one another
 * @param question.others - rows beside the parents, which a slice is to become as large as
 * @param question.most - rows that are made at most
 * @param question.heldOut - cells of rows that the model is tested on
 * @param question.further - what is asked of the rows that pass
 * @throws RangeError saying what the recipe or the amount lacks
 */
export async function augmentRows(question: {
  readonly recipe: RowRecipe;
  readonly amount: AugmentationAmount;
  readonly seed: number;
  readonly rows: TrainingRows;
  readonly parents?: readonly number[];
  readonly groupOf: (row: number) => string;
  readonly others?: number;
  readonly most?: number;
  readonly heldOut: readonly (readonly Cell[])[];
  readonly further?: Further<SyntheticRow>;
  readonly signal?: AbortSignal;
}): Promise<Augmented> {
  const { asked, made } = await makeRows(question);
  const reasons = await reasonsAgainst(made, question);
  return {
    asked,
    made: made.length,
    kept: made.filter((_, i) => reasons[i] === undefined),
    dropped: made.flatMap((row, i) => {
      const reason = reasons[i];
      return reason === undefined ? [] : [{ row, reason }];
    }),
  };
}

type Question = Parameters<typeof augmentRows>[0];

async function makeRows(question: Question) {
  const { recipe, seed, rows, signal } = question;
  const random = seededRandom(seed);
  const made: SyntheticRow[] = [];
  const { asked, wanted } = wantedParents({
    ...question,
    parents: question.parents ?? rows.keys.map((_, row) => row),
    labelOf: row => rows.labels[row],
  });
  for (const each of wanted) {
    signal?.throwIfAborted();
    made.push(
      ...(await makeOf(question, each.members, each.wanted, random, recipe)),
    );
  }
  return { asked, made };
}

async function makeOf(
  { rows, signal }: Question,
  members: readonly number[],
  wanted: number,
  random: () => number,
  recipe: RowRecipe,
): Promise<SyntheticRow[]> {
  if (wanted === 0) return [];
  const make = await makerOf(recipe, rows, members, random, signal);
  const made: SyntheticRow[] = [];
  for (
    let attempt = 0;
    made.length < wanted && attempt < wanted * ATTEMPTS;
    attempt++
  ) {
    // Each row in turn, so that none is the parent of most.
    const row = make(members[attempt % members.length]);
    if (row) made.push(row);
  }
  return made;
}

async function reasonsAgainst(
  made: readonly SyntheticRow[],
  { recipe, rows, heldOut, further = {}, signal }: Question,
): Promise<(DropReason | undefined)[]> {
  const reasons =
    recipe.op === 'text' || recipe.op === 'template'
      ? checkTexts(
          rows.columns.findIndex(({ name }) => name === recipe.column),
          { rows, made, heldOut },
        )
      : await checkPoints(made, { rows, heldOut, signal });
  return askFurther(made, reasons, further);
}

function checkPoints(
  made: readonly SyntheticRow[],
  { rows, heldOut, signal }: Pick<Question, 'rows' | 'heldOut' | 'signal'>,
): Promise<(DropReason | undefined)[]> {
  const space = new MixedSpace(rows);
  return checkByNeighbours({
    columns: space.width,
    training: { points: trainingPoints(space, rows), labels: rows.labels },
    synthetic: {
      points: space.pointsOf(made.map(({ cells }) => cells)),
      labels: made.map(({ label }) => label),
    },
    heldOut: space.pointsOf(heldOut),
    signal,
  });
}
