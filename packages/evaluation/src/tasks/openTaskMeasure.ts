import type { OtherTask } from '@greenroom/manifest';
import { EntityAccumulator } from '../metrics/entities/EntityAccumulator';
import { MultilabelAccumulator } from '../metrics/multilabel/MultilabelAccumulator';
import { RankingAccumulator } from '../metrics/ranking/RankingAccumulator';
import { RegressionAccumulator } from '../metrics/regression/RegressionAccumulator';
import type { Accumulator, Sample } from '../metrics/rows/Accumulator';
import { TextAccumulator } from '../metrics/text/TextAccumulator';
import { ModelError } from '../ModelError';
import { fnv1a } from '../preprocessing/hashText';
import { type Cell, listOf, numberOf } from './cells';

/** A row beside what a model said of it, each as its file has it. */
export type AnsweredRow = {
  readonly key: string;
  readonly given: unknown;
  readonly made: unknown;
  /** Of rankings. */
  readonly query: unknown;
};

/** Measures rows of a task. */
export type TaskMeasure = {
  /** @throws ModelError, MetricError naming a row that cannot be measured */
  add(rows: readonly AnsweredRow[]): void;
  finish(): Sample;
};

/** A label counts as predicted from this score on. */
export const PREDICTED_FROM = 0.5;
/** Between labels of a text, and between tags. */
const LABELS_BETWEEN = /;/;
const TAGS_BETWEEN = /\s+/;

const MEASURES: Readonly<
  Record<OtherTask, (classes: readonly string[]) => TaskMeasure>
> = {
  'tabular-regression': () =>
    measureBy(new RegressionAccumulator(), rows => ({
      given: rows.map(row => numberOf(givenOf(row))),
      predicted: rows.map(row => numberOf(madeOf(row))),
      units: unitsOf(rows),
    })),
  'multilabel-classification': classes =>
    measureBy(
      new MultilabelAccumulator({
        labels: classes.length,
        threshold: PREDICTED_FROM,
      }),
      rows => ({
        given: rows.flatMap(row => placesOf(row, classes)),
        scores: rows.flatMap(row => scoresOf(row, classes)),
        units: unitsOf(rows),
      }),
    ),
  'text-ranking': () =>
    measureBy(new RankingAccumulator(), rows => ({
      queries: rows.map(({ query }) => fnv1a(String(query))),
      relevance: rows.map(row => numberOf(givenOf(row))),
      scores: rows.map(row => numberOf(madeOf(row))),
    })),
  'token-classification': () =>
    measureBy(new EntityAccumulator(), rows => ({
      given: rows.map(row => listOf(givenOf(row), TAGS_BETWEEN)),
      predicted: rows.map(row => listOf(madeOf(row), TAGS_BETWEEN)),
      units: unitsOf(rows),
    })),
  'text-generation': () =>
    measureBy(new TextAccumulator(), rows => ({
      hypotheses: rows.map(({ made }) => String(made)),
      references: rows.map(({ given }) =>
        Array.isArray(given) ? given.map(String) : [String(given)],
      ),
      units: unitsOf(rows),
    })),
};

/** @param classes - of several labels a row; else none */
export function openTaskMeasure(
  task: OtherTask,
  classes: readonly string[],
): TaskMeasure {
  return MEASURES[task](classes);
}

/** Labels that a row has by its scores. */
export function labelsFrom(
  scores: readonly number[],
  classes: readonly string[],
): string[] {
  return classes.filter((_, place) => scores[place] >= PREDICTED_FROM);
}

function measureBy<Chunk>(
  accumulator: Accumulator<Chunk>,
  chunkOf: (rows: readonly AnsweredRow[]) => Chunk,
): TaskMeasure {
  return {
    add: rows => accumulator.add(chunkOf(rows)),
    finish: () => accumulator.finish(),
  };
}

function givenOf({ key, given }: AnsweredRow): Cell {
  return { value: given, place: `Row ${key}: its label` };
}

function madeOf({ key, made }: AnsweredRow): Cell {
  return { value: made, place: `Row ${key}: its prediction` };
}

function unitsOf(rows: readonly AnsweredRow[]): number[] {
  return rows.map(({ key }) => fnv1a(key));
}

function placesOf(row: AnsweredRow, classes: readonly string[]): number[] {
  const labels = listOf(givenOf(row), LABELS_BETWEEN);
  const strange = labels.find(label => !classes.includes(label));
  if (strange !== undefined)
    throw new ModelError(
      `Row ${
        row.key
      } has the label ${strange}, which is none of the model's classes (${classes
        .slice(0, 12)
        .join(', ')}).`,
    );
  return classes.map(label => (labels.includes(label) ? 1 : 0));
}

function scoresOf(row: AnsweredRow, classes: readonly string[]): number[] {
  const { made, key } = row;
  if (Array.isArray(made) && made.length === classes.length)
    return made.map(Number);
  throw new ModelError(
    `Row ${key} has ${
      Array.isArray(made) ? made.length : 'no'
    } scores; there are ${classes.length} classes. Give one for each.`,
  );
}
