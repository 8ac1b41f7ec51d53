import type { TableSpec, Value } from '@greenroom/dataset';
import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Evaluation } from './Evaluation';
import { measureSplit } from './measureSplit';
import type { Intervals } from './metrics/intervals/intervalsWanted';
import { normalisePredictions } from './normalisePredictions';
import type { InputRow } from './preprocessing/PreparedStep';
import type { BaselineFile } from './readBaseline';
import { readMade } from './readMade';
import { readPredictedSplit } from './readSplit';

export type PredictionsQuestion = {
  /** A file of predictions with keys: see `normalisePredictions`. */
  readonly predictions: TableSpec;
  /** The same as the manifest has it, for messages. */
  readonly name: string;
  readonly classes: readonly string[];
  /** Of two classes: see `decide`. */
  readonly threshold?: number;
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: Pick<
    LabelledDataset,
    'key' | 'label' | 'split' | 'columns'
  >;
  readonly outPredictions?: string;
  /** Default: of every figure. */
  readonly intervals?: Intervals;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
  readonly onProgress?: (fraction: number, message?: string) => void;
  readonly signal?: AbortSignal;
};

/**
 * Measures predictions that were made elsewhere as those of a model that is run
 * here: joined by key, each labelled row of the split once.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluatePredictions(
  question: PredictionsQuestion,
): Promise<Evaluation> {
  const startedAt = performance.now();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-predicted-'));
  try {
    const measured = await measureIn(folder, question);
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureIn(
  folder: string,
  question: PredictionsQuestion,
): Promise<Omit<Evaluation, 'seconds'>> {
  const { name, classes, evaluation, dataset } = question;
  question.signal?.throwIfAborted();
  question.onProgress?.(0.1, 'Reading the predictions');
  const file = path.join(folder, 'made.parquet');
  const told = await normalisePredictions(question.predictions, {
    name,
    key: dataset.key,
    classes,
    out: file,
  });
  const made = {
    classify: async (rows: readonly InputRow[]) =>
      readMade(
        rows.map(row => row.made as Value),
        { name, classes, told },
      ),
  };
  return measureSplit(made, {
    ...question,
    readSplit: (table, beside) =>
      readPredictedSplit(table, evaluation.split, dataset, {
        file,
        column: told === 'labels' ? 'predicted' : 'p',
        name,
        beside,
      }),
  });
}
