import { openTable, type Row, type TableSpec } from '@greenroom/dataset';
import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Evaluation } from './Evaluation';
import { normalisePredictions } from './normalisePredictions';
import { PredictionWriter } from './PredictionWriter';
import { comparesSlices } from './gates/SliceMeasure';
import { type BaselineFile, readBaseline } from './readBaseline';
import { type ClassOutputs, readOutputs } from './readOutputs';
import { readPredictedSplit } from './readSplit';
import { runColumns } from './runColumns';
import { RunMeasure } from './RunMeasure';

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
  const { name, classes, evaluation, dataset, outPredictions } = question;
  const tell = (fraction: number, message: string) => {
    question.signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  tell(0.1, 'Reading the predictions');
  const file = path.join(folder, 'made.parquet');
  const told = await normalisePredictions(question.predictions, {
    name,
    key: dataset.key,
    classes,
    out: file,
  });
  tell(0.2, 'Reading rows');
  const table = await openTable(question.table);
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    const split = await readPredictedSplit(table, evaluation.split, dataset, {
      file,
      column: told === 'labels' ? 'predicted' : 'p',
      name,
      beside: runColumns(evaluation, dataset),
    });
    const { rows: count } = split;
    const run = new RunMeasure({
      classes,
      threshold: question.threshold,
      evaluation,
      dataset,
      rows: count,
    });
    for await (const rows of split.chunks()) {
      const said = outputsOf(rows, { name, classes, told });
      const predictions = run.add(rows, said);
      await writer?.append(predictions);
      tell(0.2 + 0.7 * run.share, `Measuring ${count} rows`);
    }
    if (outPredictions) await writer?.finish(outPredictions);
    return run.finish(
      question.against &&
        (await readBaseline(
          question.against,
          classes,
          comparesSlices(evaluation.gates) ? 'kept' : 'left out',
        )),
    );
  } finally {
    table.close();
    await writer?.close();
  }
}

function outputsOf(
  rows: readonly Row[],
  {
    name,
    classes,
    told,
  }: Pick<PredictionsQuestion, 'name' | 'classes'> & {
    readonly told: 'probabilities' | 'labels';
  },
): ClassOutputs {
  const made = rows.map(row => row.made);
  const contract = { output: name, holds: told };
  if (told === 'labels')
    return readOutputs(contract, classes, {
      values: made.map(String),
      width: 1,
    });
  const lists = made as readonly (readonly number[])[];
  const uneven = lists.find(p => p.length !== classes.length);
  return readOutputs(contract, classes, {
    values: Float64Array.from(lists.flat()),
    width: uneven?.length ?? classes.length,
  });
}
