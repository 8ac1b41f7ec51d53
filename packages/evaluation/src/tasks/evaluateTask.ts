import { openTable, type Row, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  MeasurableDataset,
  OtherTask,
} from '@greenroom/manifest';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Evaluation } from '../Evaluation';
import type { Intervals } from '../metrics/intervals/intervalsWanted';
import { PredictionWriter } from '../PredictionWriter';
import type { BaselineFile } from '../readBaseline';
import { readPredictedSplit, type Split } from '../readSplit';
import { normaliseAnswers } from './normaliseAnswers';
import { readTaskBaseline } from './readTaskBaseline';
import { TaskRun } from './TaskRun';

/** What is asked of every task that has no class a row. */
export type TaskQuestion = {
  readonly task: OtherTask;
  /** Of several labels a row; else none. */
  readonly classes: readonly string[];
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: Pick<
    MeasurableDataset,
    'key' | 'label' | 'split' | 'query'
  >;
  readonly outPredictions?: string;
  /** Default: of every figure. */
  readonly intervals?: Intervals;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
  readonly onProgress?: (fraction: number, message?: string) => void;
  readonly signal?: AbortSignal;
};

export type TaskPredictionsQuestion = TaskQuestion & {
  /** A file of predictions with keys: see `normaliseAnswers`. */
  readonly predictions: TableSpec;
  /** The same as the manifest has it, for messages. */
  readonly name: string;
};

/**
 * Measures predictions of a task by its own metrics, joined by key, each
 * labelled row of the split once.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluateTask(
  question: TaskPredictionsQuestion,
): Promise<Evaluation> {
  const startedAt = performance.now();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-predicted-'));
  try {
    const { predictions, name, task, classes, evaluation, dataset } = question;
    const file = path.join(folder, 'made.parquet');
    const column = await normaliseAnswers(predictions, {
      task,
      name,
      key: dataset.key,
      classes,
      out: file,
    });
    const table = await openTable(question.table);
    try {
      const split = await readPredictedSplit(table, evaluation.split, dataset, {
        file,
        column,
        name,
        beside: dataset.query === undefined ? [] : [dataset.query],
      });
      const measured = await measureTask(question, split, rows =>
        rows.map(({ made }) => made),
      );
      return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
    } finally {
      table.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param madeOf - what was predicted of some rows */
export async function measureTask(
  question: TaskQuestion,
  split: Split,
  madeOf: (rows: readonly Row[]) => readonly unknown[] | Promise<unknown[]>,
): Promise<Omit<Evaluation, 'seconds'>> {
  const { against, outPredictions, onProgress, signal } = question;
  const run = new TaskRun({
    ...question,
    rows: split.rows,
    before: against && (await readTaskBaseline(against)),
  });
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    for await (const rows of split.chunks()) {
      signal?.throwIfAborted();
      const predictions = run.add(rows, await madeOf(rows));
      await writer?.append(predictions);
      onProgress?.(0.2 + 0.7 * run.share, `Measuring ${split.rows} rows`);
    }
    if (outPredictions) await writer?.finish(outPredictions);
    return run.finish();
  } finally {
    await writer?.close();
  }
}
