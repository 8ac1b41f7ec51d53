import type { Row } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  MeasurableDataset,
  OtherTask,
} from '@greenroom/manifest';
import { answerOf } from '../answerOf';
import type { Evaluation } from '../Evaluation';
import {
  compareSamples,
  type Difference,
} from '../metrics/between/compareSamples';
import { BY_ROW, figuresOf } from '../metrics/intervals/figuresOf';
import {
  type Intervals,
  intervalsWanted,
} from '../metrics/intervals/intervalsWanted';
import { MetricError } from '../metrics/rows/MetricError';
import { ModelError } from '../ModelError';
import type { Prediction } from '../PredictionWriter';
import {
  type AnsweredRow,
  labelsFrom,
  openTaskMeasure,
  type TaskMeasure,
} from './openTaskMeasure';
import type { TaskBaseline } from './readTaskBaseline';

type TaskRunOf = {
  readonly task: OtherTask;
  /** Of several labels a row; else none. */
  readonly classes: readonly string[];
  readonly evaluation: EvaluationSpec;
  readonly dataset: Pick<MeasurableDataset, 'key' | 'label' | 'query'>;
  /** Of the split. */
  readonly rows: number;
  readonly intervals?: Intervals;
  /** Another version, on the same rows. */
  readonly before?: TaskBaseline;
};

/** Measures the rows of a task chunk by chunk, and says what was predicted of each. */
export class TaskRun {
  readonly #all: TaskMeasure;
  /** The rows that the version before has too, as it and as this one predicts them. */
  readonly #pair: { readonly old: TaskMeasure; readonly new: TaskMeasure };
  #rows = 0;
  #paired = 0;

  constructor(private readonly run: TaskRunOf) {
    const open = () => openTaskMeasure(run.task, run.classes);
    this.#all = open();
    this.#pair = { old: open(), new: open() };
  }

  /** Share of the split that was measured. */
  get share(): number {
    return this.#rows / this.run.rows;
  }

  /** @throws ModelError naming a row that cannot be measured */
  add(rows: readonly Row[], made: readonly unknown[]): readonly Prediction[] {
    const { dataset, before, evaluation } = this.run;
    const answered = rows.map((row, i) => ({
      key: String(row[dataset.key]),
      given: row[dataset.label],
      made: made[i],
      query: dataset.query === undefined ? undefined : row[dataset.query],
    }));
    const paired = answered.filter(({ key }) => before?.made.has(key));
    addTo(this.#all, answered, this.#rows);
    this.#rows += rows.length;
    if (paired.length > 0) {
      addTo(this.#pair.new, paired, this.#paired);
      addTo(
        this.#pair.old,
        paired.map(row => ({ ...row, made: before?.made.get(row.key) })),
        this.#paired,
      );
      this.#paired += paired.length;
    }
    return answered.map(row => ({
      key: row.key,
      split: evaluation.split,
      given: textOf(row.given),
      ...this.#saidOf(row),
    }));
  }

  finish(): Omit<Evaluation, 'seconds'> {
    const { before, evaluation, intervals, task } = this.run;
    return {
      task,
      rows: this.#rows,
      ...answerOf(evaluation, {
        figures: figuresOf(this.#all.finish(), {
          ...BY_ROW,
          wanted: intervalsWanted(intervals, evaluation),
        }),
        baseline: before && {
          name: before.name,
          differences: this.#differences(),
        },
      }),
    };
  }

  #differences(): Readonly<Record<string, Difference>> {
    return this.#paired === 0
      ? {}
      : compareSamples(this.#pair.old.finish(), this.#pair.new.finish());
  }

  #saidOf({ made }: AnsweredRow): Pick<Prediction, 'predicted' | 'p'> {
    const { task, classes } = this.run;
    if (task !== 'multilabel-classification')
      return { predicted: textOf(made) };
    const scores = made as readonly number[];
    return { predicted: labelsFrom(scores, classes).join('; '), p: scores };
  }
}

function addTo(
  measure: TaskMeasure,
  rows: readonly AnsweredRow[],
  before: number,
): void {
  try {
    measure.add(rows);
  } catch (error) {
    if (!(error instanceof MetricError) || error.row === undefined) throw error;
    throw new ModelError(
      `Row ${rows[error.row - before].key}: ${error.message.replace(
        /^Row \d+: /,
        '',
      )}`,
    );
  }
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}
