import type { Recipe, TextChange } from '@greenroom/manifest';
import { pick } from './pick';
import { classNeighbours } from './tabular/classNeighbours';
import { interpolate } from './tabular/interpolate';
import { jitter, measureNoise, rangesOf } from './tabular/jitter';
import { mixup } from './tabular/mixup';
import { changeCase } from './text/changeCase';
import { changePunctuation } from './text/changePunctuation';
import { dropWords } from './text/dropWords';
import { fillTemplate } from './text/fillTemplate';
import { swapWords } from './text/swapWords';
import { typo } from './text/typo';
import { cellsOf, type SyntheticRow, type TrainingRows } from './TrainingRows';

/** What is done here; pictures are made where their files are. */
export type RowRecipe = Exclude<Recipe, { readonly op: 'picture' }>;

/** Makes one row of a parent; undefined where nothing can be made of it. */
export type Maker = (parent: number) => SyntheticRow | undefined;

/**
 * What makes rows by a recipe, from parents of one class.
 *
 * @param parents - training rows, all of one class
 * @param random - from 0 to below 1; the same numbers make the same rows
 * @throws RangeError saying what the recipe lacks: a column, neighbours, a slot
 */
export async function makerOf(
  recipe: RowRecipe,
  rows: TrainingRows,
  parents: readonly number[],
  random: () => number,
  signal?: AbortSignal,
): Promise<Maker> {
  switch (recipe.op) {
    case 'interpolate': {
      const neighbours = await classNeighbours(
        rows,
        parents,
        recipe.neighbours,
        signal,
      );
      return parent => interpolate(rows, parent, neighbours, random);
    }
    case 'jitter': {
      const neighbours = await classNeighbours(
        rows,
        parents,
        recipe.neighbours,
        signal,
      );
      const noise = measureNoise(rows, neighbours);
      const ranges = rangesOf(rows);
      return parent =>
        jitter(rows, parent, { noise, ranges, scale: recipe.scale }, random);
    }
    case 'mixup': {
      const all = rows.keys.map((_, row) => row);
      return parent =>
        mixup(rows, [parent, pick(all, random)], recipe.alpha, random);
    }
    case 'text': {
      const at = textColumn(rows, recipe.column);
      return parent =>
        withText(rows, parent, at, text =>
          recipe.steps.reduce(
            (changed, step) => changeText(changed, step, random),
            text,
          ),
        );
    }
    case 'template': {
      const at = textColumn(rows, recipe.column);
      const slots = new Map(Object.entries(recipe.slots ?? {}));
      return parent =>
        withText(rows, parent, at, () =>
          fillTemplate(
            pick(recipe.templates, random),
            { slots, cells: cellsByName(rows, parent) },
            random,
          ),
        );
    }
    default:
      throw new Error(
        `Unknown recipe ${JSON.stringify(recipe satisfies never)}`,
      );
  }
}

function changeText(
  text: string,
  step: TextChange,
  random: () => number,
): string {
  switch (step.op) {
    case 'typo':
      return typo(text, step.share, random);
    case 'case':
      return changeCase(text, step.to);
    case 'punctuation':
      return changePunctuation(text, step.how, step.share, random);
    case 'drop':
      return dropWords(text, step.share, random);
    case 'swap':
      return swapWords(text, step.share, random);
    default:
      throw new Error(`Unknown step ${JSON.stringify(step satisfies never)}`);
  }
}

/** @throws RangeError naming the columns that hold texts */
function textColumn({ columns }: TrainingRows, name: string): number {
  const at = columns.findIndex(column => column.name === name);
  if (at >= 0 && columns[at].type !== 'number') return at;
  const texts = columns.filter(({ type }) => type !== 'number');
  throw new RangeError(
    `The recipe changes the column ${name}, which holds no texts. ${
      texts.length > 0
        ? `Name one that does: ${texts.map(each => each.name).join(', ')}.`
        : 'The data set has no column of texts.'
    }`,
  );
}

/** A row with another text, where there is one and it is another. */
function withText(
  rows: TrainingRows,
  parent: number,
  at: number,
  change: (text: string) => string | undefined,
): SyntheticRow | undefined {
  const cells = cellsOf(rows, parent);
  const text = cells[at];
  if (typeof text !== 'string') return undefined;
  const changed = change(text);
  if (changed === undefined || changed === text) return undefined;
  return {
    parents: [parent],
    label: rows.labels[parent],
    cells: cells.with(at, changed),
  };
}

function cellsByName(rows: TrainingRows, parent: number) {
  const cells = cellsOf(rows, parent);
  return new Map(rows.columns.map(({ name }, i) => [name, cells[i]]));
}
