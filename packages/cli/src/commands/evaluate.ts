import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type Evaluation,
  evaluateModel,
  evaluatePredictions,
  type PredictionsQuestion,
  seenInTraining,
} from '@greenroom/evaluation';
import {
  LabelledDataset,
  Manifest,
  ModelManifest,
  TabularDataset,
  isDetection,
  isLabelled,
  isRunnable,
  preprocessingFiles,
} from '@greenroom/manifest';
import { localTableSpec, type TableSpec } from '@greenroom/dataset';
import { Command, optional } from '../Command';
import { textTable } from '../textTable';
import { declaredIn, present } from '../declaredIn';
import { UsageError } from '../UsageError';

/** The table a data set manifest declares, or another file read as it says. */
async function tableOf(
  file: string,
  dataset: LabelledDataset,
  data?: string,
): Promise<TableSpec> {
  const declared = await localTableSpec(file, dataset as TabularDataset);
  if (!data) return declared;
  const { join, columns } = declared;
  return { path: data, join, columns };
}

function evaluationOf(model: ModelManifest, name?: string) {
  const declared = model.evaluations ?? [];
  const found = name
    ? declared.find(entry => entry.name === name)
    : declared[0];
  if (!found) {
    throw new UsageError(
      `${model.name} declares no evaluation${
        name ? ` ${name}` : ''
      }. It declares ${
        declared.map(entry => entry.name).join(', ') || 'none'
      }.`,
    );
  }
  return found;
}

/** A model that is run, or whose predictions were made elsewhere. */
type MeasuredModel = ModelManifest & Required<Pick<ModelManifest, 'classes'>>;

function isMeasured(manifest: Manifest): manifest is MeasuredModel {
  if (isRunnable(manifest)) return true;
  return (
    manifest.kind === 'Model' &&
    manifest.classes !== undefined &&
    (manifest.evaluations ?? []).some(
      ({ predictions }) => predictions !== undefined,
    )
  );
}

type Rows = Pick<
  PredictionsQuestion,
  'evaluation' | 'table' | 'against' | 'outPredictions'
> & { readonly dataset: LabelledDataset };

function measure(
  manifest: MeasuredModel,
  beside: (named: string) => string,
  rows: Rows,
): Promise<Evaluation> {
  const { predictions, name } = rows.evaluation;
  if (predictions !== undefined) {
    if (isDetection(rows.dataset))
      throw new UsageError(
        `The evaluation ${name} is of boxes, which the portal measures and the command line does not.`,
      );
    const seen = seenInTraining(manifest, rows.evaluation);
    if (seen) throw new UsageError(seen);
    return evaluatePredictions({
      ...rows,
      predictions: { path: present(beside(predictions)) },
      name: predictions,
      classes: manifest.classes,
    });
  }
  if (!isRunnable(manifest))
    throw new UsageError(
      `The evaluation ${name} names no predictions, and ${manifest.name} cannot be run. Add predictions to it.`,
    );
  const { model, preprocessing } = manifest;
  const { samples } = preprocessing;
  return evaluateModel({
    ...rows,
    modelPath: present(beside(model.path)),
    samplesPath: samples && present(beside(samples)),
    files: Object.fromEntries(
      preprocessingFiles(preprocessing).map(named => [
        named,
        present(beside(named)),
      ]),
    ),
    manifest,
  });
}

export const evaluate: Command = {
  usage:
    'evaluate MODEL.yaml --dataset DATASET.yaml [--data TABLE] [--evaluation NAME] [--against RUN] [--out DIR] [--format json]',
  options: {
    dataset: { type: 'string' },
    data: { type: 'string' },
    evaluation: { type: 'string' },
    against: { type: 'string' },
    out: { type: 'string' },
  },
  async run([file], flags) {
    if (!file) throw new UsageError('Name the manifest of a model.');
    const datasetFile = optional(flags, 'dataset');
    if (!datasetFile) {
      throw new UsageError(
        '--dataset is missing. Name the manifest of the data set, which says what key, label and split are.',
      );
    }
    const manifest = await declaredIn(
      file,
      isMeasured,
      'model that can be run (an ONNX file, classes and preprocessing), nor one whose evaluations name predictions. Write a greenroom.yaml',
    );
    const dataset = await declaredIn(
      datasetFile,
      isLabelled,
      'data set with table, key, label, split and classes. Write a greenroom.yaml',
    );
    const evaluation = evaluationOf(manifest, optional(flags, 'evaluation'));
    const beside = (named: string) => path.join(path.dirname(file), named);
    const out = optional(flags, 'out');
    if (out) await mkdir(out, { recursive: true });
    const predictions = out && path.join(out, 'predictions.parquet');
    const against = optional(flags, 'against');
    const result = await measure(manifest, beside, {
      evaluation,
      table: await tableOf(datasetFile, dataset, optional(flags, 'data')),
      dataset,
      outPredictions: predictions || undefined,
      against: against ? { path: present(against), name: against } : undefined,
    });
    return {
      json: {
        model: manifest.name,
        data: dataset.name,
        evaluation: evaluation.name,
        ...result,
        predictions: predictions ?? null,
      },
      text: [
        `${manifest.name} on ${result.rows} rows of ${dataset.name} (${
          evaluation.split
        }), ${result.seconds.toFixed(2)} s`,
        textTable(
          ['metric', 'value', 'low', 'high'],
          Object.entries(result.metrics).map(([name, figure]) => [
            name,
            ...[figure.value, figure.low, figure.high].map(value =>
              value === undefined ? '' : Number(value.toFixed(4)),
            ),
          ]),
        ),
        ...result.gates.map(
          gate =>
            `${gate.passed ? 'passed' : gate.outcome.toUpperCase()}: ${
              gate.reason
            }`,
        ),
      ].join('\n'),
      forbidden: result.gates.some(({ passed }) => !passed),
    };
  },
};
