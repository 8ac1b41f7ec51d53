import { openTable, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { checkSamples } from './checkSamples';
import type { Evaluation } from './Evaluation';
import { ModelError } from './ModelError';
import { openModel } from './openModel';
import type { RowModel } from './RowModel';
import { PredictionWriter } from './PredictionWriter';
import { inputColumns } from './preprocessing/prepareInputs';
import type { StepFiles } from './preprocessing/StepFiles';
import { comparesSlices } from './gates/SliceMeasure';
import { type BaselineFile, readBaseline } from './readBaseline';
import { readSplit } from './readSplit';
import { runColumns } from './runColumns';
import { RunMeasure } from './RunMeasure';

export type EvaluationQuestion = {
  readonly modelPath: string;
  readonly samplesPath?: string;
  /** Files that steps of the preprocessing read: by the path that the manifest names, the one on this machine. */
  readonly files?: StepFiles;
  readonly manifest: RunnableModel;
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: Pick<
    LabelledDataset,
    'key' | 'label' | 'split' | 'classes' | 'columns'
  >;
  readonly outPredictions?: string;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
  readonly onProgress?: (fraction: number, message?: string) => void;
  /** Looked at between batches. */
  readonly signal?: AbortSignal;
};

/** Figures that are made of more than the predicted class. */
const OF_PROBABILITIES = ['logLoss', 'ece', 'brier'];

/**
 * Evaluates a model on one split of a table and writes its predictions as
 * Parquet: key, split, given, predicted, p (in the order of the classes). Rows
 * pass through in chunks, in the order of the table; of each only what its
 * metrics need is kept.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluateModel(
  question: EvaluationQuestion,
): Promise<Evaluation> {
  const { manifest, evaluation, samplesPath, signal } = question;
  assertMeasurable(manifest, evaluation);
  const tell = (fraction: number, message?: string) => {
    signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  const startedAt = performance.now();
  tell(0.05, 'Opening the model');
  const model = await openModel(question.modelPath, manifest, question.files);
  try {
    if (samplesPath) {
      tell(0.1, 'Checking the samples');
      await checkSamples(model, manifest, await readFile(samplesPath, 'utf8'));
    }
    const measured = await measureSplit(model, question, tell);
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await model.close();
  }
}

function assertMeasurable(
  { preprocessing: { holds, output } }: RunnableModel,
  { metrics, name }: EvaluationSpec,
): void {
  const unknown = metrics.filter(metric => OF_PROBABILITIES.includes(metric));
  if ((holds !== 'labels' && holds !== 'indices') || unknown.length === 0)
    return;
  throw new ModelError(
    `The evaluation ${name} measures ${unknown.join(
      ', ',
    )}, which takes probabilities; the output ${output} holds ${holds}. Measure accuracy and macroF1, or name an output with probabilities.`,
  );
}

/** Runs a split chunk by chunk, and writes predictions as they are made. */
async function measureSplit(
  model: RowModel,
  question: EvaluationQuestion,
  tell: (fraction: number, message: string) => void,
): Promise<Omit<Evaluation, 'seconds'>> {
  const { manifest, evaluation, dataset, outPredictions } = question;
  tell(0.15, 'Reading rows');
  const table = await openTable(question.table);
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    const split = await readSplit(table, evaluation.split, dataset, [
      ...inputColumns(manifest.preprocessing),
      ...runColumns(evaluation, dataset),
    ]);
    const { rows: count } = split;
    const { classes, threshold } = manifest;
    const run = new RunMeasure({
      classes,
      threshold,
      evaluation,
      dataset,
      rows: count,
    });
    const nameOf = (row: Readonly<Record<string, unknown>>) =>
      `Row ${String(row[dataset.key])}`;
    for await (const rows of split.chunks()) {
      const said = await model.classify(rows, nameOf);
      const predictions = run.add(rows, said);
      await writer?.append(predictions);
      tell(0.2 + 0.7 * run.share, `Running ${count} rows`);
    }
    tell(0.95, 'Measuring');
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
