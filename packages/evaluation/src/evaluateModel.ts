import { openTable, type Row, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { checkSamples } from './checkSamples';
import { checkGates, GateResult } from './gates';
import { ClassificationMetrics } from './metrics/ClassificationMetrics';
import { Figure, figuresOf } from './metrics/figures';
import { ModelError } from './ModelError';
import { OpenModel } from './OpenModel';
import { type Prediction, PredictionWriter } from './PredictionWriter';
import { inputColumns } from './preprocessing/prepareInputs';
import type { StepFiles } from './preprocessing/StepFiles';
import type { ClassOutputs } from './readOutputs';
import { readSplit } from './readSplit';

export type Evaluation = {
  readonly rows: number;
  readonly seconds: number;
  readonly metrics: Record<string, Figure>;
  readonly gates: GateResult[];
  readonly confusion: {
    readonly classes: string[];
    readonly counts: number[][];
  };
};

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
    'key' | 'label' | 'split' | 'classes'
  >;
  readonly outPredictions?: string;
  readonly onProgress?: (fraction: number, message?: string) => void;
  /** Looked at between batches. */
  readonly signal?: AbortSignal;
};

/** Figures that are made of more than the predicted class. */
const OF_PROBABILITIES = ['logLoss', 'ece', 'brier'];

/**
 * Evaluates a model on one split of a table and writes its predictions as
 * Parquet: key, split, given, predicted, p (in the order of the classes). Rows
 * pass through in chunks, in the order of the table; what is held does not grow
 * with their number.
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
  const model = await OpenModel.open(
    question.modelPath,
    manifest,
    question.files,
  );
  try {
    if (samplesPath) {
      tell(0.1, 'Checking the samples');
      await checkSamples(model, manifest, await readFile(samplesPath, 'utf8'));
    }
    const metrics = await measureSplit(model, question, tell);
    const k = manifest.classes.length;
    const all = figuresOf(metrics);
    return {
      rows: metrics.rows,
      seconds: (performance.now() - startedAt) / 1000,
      metrics: Object.fromEntries(
        evaluation.metrics.map(name => [name, all[name]]),
      ),
      gates: checkGates(evaluation.gates ?? [], all),
      confusion: {
        classes: [...manifest.classes],
        counts: Array.from({ length: k }, (_, given) =>
          Array.from(metrics.counts.subarray(given * k, (given + 1) * k)),
        ),
      },
    };
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
  model: OpenModel,
  question: EvaluationQuestion,
  tell: (fraction: number, message: string) => void,
): Promise<ClassificationMetrics> {
  const { manifest, evaluation, dataset, outPredictions } = question;
  tell(0.15, 'Reading rows');
  const table = await openTable(question.table);
  const writer = outPredictions ? await PredictionWriter.open() : undefined;
  try {
    const split = await readSplit(
      table,
      evaluation.split,
      dataset,
      inputColumns(manifest.preprocessing),
    );
    const metrics = new ClassificationMetrics(manifest.classes.length);
    const judge = judgeOf(question, metrics);
    const nameOf = (row: Readonly<Record<string, unknown>>) =>
      `Row ${String(row[dataset.key])}`;
    for await (const rows of split.chunks()) {
      const said = await model.classify(rows, nameOf);
      const predictions = rows.map((row, i) => judge(row, said, i));
      await writer?.append(predictions);
      const share = metrics.rows / split.rows;
      tell(0.2 + 0.7 * share, `Running ${split.rows} rows`);
    }
    tell(0.95, 'Measuring');
    if (outPredictions) await writer?.finish(outPredictions);
    return metrics;
  } finally {
    table.close();
    await writer?.close();
  }
}

/** Counts one row, and says what was predicted of it. */
function judgeOf(
  { manifest, dataset, evaluation }: EvaluationQuestion,
  metrics: ClassificationMetrics,
): (row: Row, said: ClassOutputs, index: number) => Prediction {
  const { classes } = manifest;
  const k = classes.length;
  const places = new Map(classes.map((name, place) => [name, place]));
  return (row, { p: all, areProbabilities }, index) => {
    const key = String(row[dataset.key]);
    const given = String(row[dataset.label]);
    const label = places.get(given);
    if (label === undefined) {
      throw new ModelError(
        `Row ${key} has label ${given}, which is none of the model's classes (${classes
          .slice(0, 12)
          .join(', ')}).`,
      );
    }
    const p = all.subarray(index * k, (index + 1) * k);
    const predicted = classes[metrics.add(label, p)];
    return {
      key,
      split: evaluation.split,
      given,
      predicted,
      p: areProbabilities ? p : undefined,
    };
  };
}
