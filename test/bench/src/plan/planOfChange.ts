import { makePlan, type PlanQuestion } from '@greenroom/change/plan';
import type { DatasetManifest, ModelManifest } from '@greenroom/manifest';
import { readManifest } from '@greenroom/manifest';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type ChangedTable, CLASSES } from './makeChange';

const DATASET = read<DatasetManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: animals }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  annotator: annotator
  classes: [${CLASSES.join(', ')}]
  columns: [{ name: width, type: number, slice: true }]
`);
const MODEL = read<ModelManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: tabular-classification
  classes: [${CLASSES.join(', ')}]
  evaluations:
    - name: held-out
      dataset: animals
      split: test
      metrics: [accuracy, macroF1]
      predictions: said.parquet
      gates: [{ metric: accuracy, min: 0.9 }]
`);

/**
 * The plan of a change: of the data set alone, or with the metrics of a model on
 * its test split, a fifth of the rows, whose predictions are known.
 */
export async function planOfChange({
  from,
  to,
  predictions,
  measures,
}: Omit<ChangedTable, 'rows'> & {
  readonly measures: 'rows' | 'rows and a model';
}): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-bench-plan-'));
  const side = { manifest: MODEL, files: { 'said.parquet': predictions } };
  const question: PlanQuestion = {
    base: 'from',
    head: 'to',
    datasets: [
      {
        path: 'greenroom.yaml',
        before: { manifest: DATASET, table: { path: from } },
        after: { manifest: DATASET, table: { path: to } },
      },
    ],
    models:
      measures === 'rows'
        ? []
        : [{ path: 'model.yaml', before: side, after: side }],
    folder,
  };
  try {
    const { rows, metrics } = await makePlan(question);
    return {
      added: rows.added,
      removed: rows.removed,
      changed: rows.changed,
      metrics: metrics.length,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function read<M>(text: string): M {
  const result = readManifest('greenroom.yaml', Buffer.from(text));
  if (!result.ok) throw new Error(result.errors[0].message);
  return result.assets[0] as M;
}
