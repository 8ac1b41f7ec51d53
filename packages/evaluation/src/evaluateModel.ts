import { openTable, Row, TableSpec } from '@greenroom/dataset';
import type {
  LabelledDataset,
  EvaluationSpec,
  RunnableModel,
} from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { checkSamples } from './checkSamples';
import { checkGates, GateResult } from './gates';
import {
  ClassificationReport,
  measureClassification,
} from './measureClassification';
import type { Figure } from './metrics/intervals/Figure';
import { ModelError } from './ModelError';
import { fnv1a } from './preprocessing/hashText';
import { inputColumns, prepareInputs } from './preprocessing/prepareInputs';
import { assertRunnable, ModelFacts, readModel } from './readModel';
import { Session } from './Session';
import { Prediction, writePredictions } from './writePredictions';

export type Evaluation = {
  readonly rows: number;
  readonly seconds: number;
  /** Those that the evaluation names, in its order. */
  readonly metrics: Record<string, Figure>;
  /** The others that the rows have. */
  readonly furtherMetrics: Record<string, Figure>;
  readonly gates: GateResult[];
} & Pick<ClassificationReport, 'confusion' | 'calibration' | 'thresholds'>;

/**
 * Evaluates a model on one split of a table and writes its predictions as
 * Parquet: key, split, given, predicted, p (in the order of the classes).
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluateModel(question: {
  readonly modelPath: string;
  readonly samplesPath?: string;
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
}): Promise<Evaluation> {
  const { manifest, evaluation, dataset, signal } = question;
  const onProgress = (fraction: number, message?: string) => {
    signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  const startedAt = performance.now();
  onProgress(0.05, 'Opening the model');
  const facts = readModel(
    await readFile(question.modelPath),
    manifest.model.path,
  );
  assertRunnable(facts, manifest.preprocessing);
  assertOneChannel(facts, manifest);
  const session = await Session.open(
    question.modelPath,
    facts,
    manifest.preprocessing,
  );
  try {
    if (question.samplesPath) {
      onProgress(0.1, 'Checking the samples');
      await checkSamples(
        session,
        manifest,
        await readFile(question.samplesPath, 'utf8'),
      );
    }
    onProgress(0.15, 'Reading rows');
    const rows = await readSplit(question);
    onProgress(0.4, `Running ${rows.length} rows`);
    const inputs = prepareInputs(manifest.preprocessing, rows);
    const k = manifest.classes.length;
    const outputs = await session.run(
      inputs,
      inputs.length / rows.length,
      k,
      fraction =>
        onProgress(0.4 + 0.5 * fraction, `Running ${rows.length} rows`),
    );
    onProgress(0.9, 'Measuring');
    const { predictions, ...measured } = measure(
      rows,
      outputs,
      manifest,
      dataset,
      evaluation.split,
    );
    if (question.outPredictions)
      await writePredictions(predictions, question.outPredictions);
    const { figures, ...report } = measured.report;
    const named = new Set<string>(evaluation.metrics);
    return {
      rows: rows.length,
      seconds: (performance.now() - startedAt) / 1000,
      metrics: Object.fromEntries(
        evaluation.metrics.flatMap(name =>
          figures[name] ? [[name, figures[name]]] : [],
        ),
      ),
      furtherMetrics: Object.fromEntries(
        Object.entries(figures).filter(([name]) => !named.has(name)),
      ),
      gates: checkGates(evaluation.gates ?? [], figures),
      ...report,
    };
  } finally {
    await session.close();
  }
}

/** Pictures are stored with their channels interleaved; `nchw` wants them one after the other. */
function assertOneChannel(facts: ModelFacts, manifest: RunnableModel): void {
  const { input, steps } = manifest.preprocessing;
  if (!steps.some(step => step.op === 'image' && step.layout === 'nchw'))
    return;
  const channels = facts.inputs.find(({ name }) => name === input)?.shape?.[1];
  if (typeof channels !== 'number' || channels === 1) return;
  throw new ModelError(
    `${facts.file} takes pictures of ${channels} channels; the layout nchw is made for one. Let the model take the pixels as they are stored (layout: flat) and transpose them itself.`,
    facts.file,
  );
}

async function readSplit({
  manifest,
  evaluation,
  dataset,
  table: spec,
}: Parameters<typeof evaluateModel>[0]): Promise<Row[]> {
  const table = await openTable(spec);
  try {
    const present = new Set(table.columns.map(({ name }) => name));
    const columns = [
      ...new Set([
        dataset.key,
        dataset.label,
        dataset.split,
        ...inputColumns(manifest.preprocessing),
      ]),
    ];
    const missing = columns.filter(name => !present.has(name));
    if (missing.length > 0) {
      throw new ModelError(
        `The data set has no column ${missing.join(
          ', ',
        )}, which the model's preprocessing or the manifest reads. It has ${[
          ...present,
        ].join(', ')}.`,
      );
    }
    const quoted = (name: string) => `"${name.replace(/"/g, '""')}"`;
    const rows = await table.query(
      `SELECT ${columns.map(quoted).join(', ')} FROM t
        WHERE CAST(${quoted(dataset.split)} AS VARCHAR) = $1 AND ${quoted(
        dataset.label,
      )} IS NOT NULL
        ORDER BY CAST(${quoted(dataset.key)} AS VARCHAR)`,
      [evaluation.split],
    );
    if (rows.length === 0) {
      throw new ModelError(
        `No labelled row is in the split ${evaluation.split}. Name a split that the data set has.`,
      );
    }
    return rows;
  } finally {
    table.close();
  }
}

function measure(
  rows: readonly Row[],
  outputs: Float32Array,
  manifest: RunnableModel,
  dataset: Pick<LabelledDataset, 'key' | 'label'>,
  split: string,
) {
  const k = manifest.classes.length;
  const index = new Map(manifest.classes.map((name, i) => [name, i]));
  const labels = new Int32Array(rows.length);
  const predictions: Prediction[] = rows.map((row, i) => {
    const given = String(row[dataset.label]);
    const label = index.get(given);
    if (label === undefined) {
      throw new ModelError(
        `Row ${String(
          row[dataset.key],
        )} has label ${given}, which is none of the model's classes (${manifest.classes
          .slice(0, 12)
          .join(', ')}).`,
      );
    }
    const p = outputs.subarray(i * k, (i + 1) * k);
    if (!p.every(value => value >= 0 && value <= 1 + 1e-3)) {
      throw new ModelError(
        `The output ${manifest.preprocessing.output} holds values that are no probabilities. End the model with a softmax.`,
      );
    }
    labels[i] = label;
    return {
      key: String(row[dataset.key]),
      split,
      given,
      predicted: manifest.classes[firstHighest(p)],
      p,
    };
  });
  const report = measureClassification({
    classes: manifest.classes,
    given: labels,
    probabilities: outputs,
    units: Uint32Array.from(predictions, ({ key }) => fnv1a(key)),
  });
  return { report, predictions };
}

function firstHighest(p: Float32Array): number {
  let highest = 0;
  for (let j = 1; j < p.length; j++) if (p[j] > p[highest]) highest = j;
  return highest;
}
