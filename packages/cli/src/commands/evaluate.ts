import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type {
  Manifest,
  MeasurableDataset,
  ModelManifest,
  TabularDataset,
} from '@greenroom/manifest';
import { localTableSpec, type TableSpec } from '@greenroom/dataset';
import { Command, optional } from '../Command';
import { evaluateDeclared } from '../evaluate/evaluateDeclared';
import { findDataset } from '../evaluate/findDataset';
import { declaredIn, present } from '../declaredIn';
import { Progress } from '../Progress';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

const PERCENT = 100;

function isModel(manifest: Manifest): manifest is ModelManifest {
  return manifest.kind === 'Model';
}

/** The table a data set manifest declares, or another file read as it says. */
async function tableOf(
  file: string,
  dataset: MeasurableDataset,
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

export const evaluate: Command = {
  usage:
    'evaluate MODEL.yaml [--dataset DATASET.yaml] [--data TABLE] [--evaluation NAME] [--against RUN] [--endpoint URL] [--out DIR] [--format json]',
  options: {
    dataset: { type: 'string' },
    data: { type: 'string' },
    evaluation: { type: 'string' },
    against: { type: 'string' },
    endpoint: { type: 'string' },
    out: { type: 'string' },
  },
  async run([file], flags) {
    if (!file) throw new UsageError('Name the manifest of a model.');
    const manifest = await declaredIn(file, isModel, 'model');
    const evaluation = evaluationOf(manifest, optional(flags, 'evaluation'));
    const { file: datasetFile, dataset } = await findDataset(
      optional(flags, 'dataset'),
      file,
      evaluation.dataset,
    );
    const out = optional(flags, 'out');
    if (out) await mkdir(out, { recursive: true });
    const predictions = out && path.join(out, 'predictions.parquet');
    const against = optional(flags, 'against');
    const progress = new Progress('Evaluating', PERCENT);
    const result = await evaluateDeclared({
      file,
      manifest,
      evaluation,
      table: await tableOf(datasetFile, dataset, optional(flags, 'data')),
      dataset,
      outPredictions: predictions || undefined,
      against: against
        ? {
            path: present(against),
            name: against,
            threshold: manifest.threshold,
          }
        : undefined,
      endpoint: optional(flags, 'endpoint'),
      token: process.env.GREENROOM_ENDPOINT_TOKEN,
      onProgress: fraction => progress.at(Math.round(PERCENT * fraction)),
    }).finally(() => progress.end());
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
          gate => `${gate.passed ? 'passed' : 'FAILED'}: ${gate.reason}`,
        ),
      ].join('\n'),
      forbidden: result.gates.some(({ passed }) => !passed),
    };
  },
};
