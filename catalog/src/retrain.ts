import { openTable } from '@greenroom/dataset';
import { inputColumns } from '@greenroom/evaluation';
import { readManifest } from '@greenroom/manifest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { modelFiles, Provenance } from './modelFiles';
import { ModelName, MODELS, ModelSpec } from './modelSpecs';
import { TrainedModel, trainModel, TrainingRow } from './trainModel';

/** Trains a model on the files of a revision of its data repository. */
export async function trainOn(
  spec: ModelSpec,
  dataFiles: Readonly<Record<string, Buffer>>,
  generation: 1 | 2,
): Promise<TrainedModel> {
  return trainModel({
    name: spec.name,
    key: 'id',
    rows: await readRows(spec, dataFiles),
    classes: spec.classes,
    preprocessing: spec.preprocessing,
    plan: spec.plans[generation],
  });
}

/** The labelled rows of a data repository's files, in the order of their keys. */
export async function readRows(
  spec: ModelSpec,
  dataFiles: Readonly<Record<string, Buffer>>,
): Promise<TrainingRow[]> {
  const directory = await mkdtemp(
    path.join(os.tmpdir(), 'greenroom-training-'),
  );
  try {
    for (const [name, content] of Object.entries(dataFiles)) {
      await mkdir(path.dirname(path.join(directory, name)), {
        recursive: true,
      });
      await writeFile(path.join(directory, name), content);
    }
    const table = await openTable({
      path: path.join(directory, spec.table),
      join: spec.join
        ? [{ path: path.join(directory, spec.join), on: 'id' }]
        : [],
    });
    try {
      const columns = inputColumns(spec.preprocessing).map(name => `"${name}"`);
      const rows = await table.query(
        `SELECT CAST(id AS VARCHAR) AS id, split, CAST(${
          spec.label
        } AS VARCHAR) AS label, ${columns.join(', ')}
           FROM t WHERE ${spec.label} IS NOT NULL ORDER BY id`,
      );
      return rows.map(row => ({
        key: String(row.id),
        split: String(row.split),
        label: String(row.label),
        cells: row,
      }));
    } finally {
      table.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the training workflow does: the next version of a model, on the data of a revision. */
export async function retrain(question: {
  readonly model: ModelName;
  readonly modelFiles: Readonly<Record<string, Buffer>>;
  readonly dataFiles: Readonly<Record<string, Buffer>>;
  readonly datasetRevision: string;
}): Promise<{
  files: Record<string, Buffer>;
  message: string;
  accuracy: number;
}> {
  const spec = MODELS[question.model];
  const version = nextVersion(declaredVersion(question.modelFiles));
  const provenance: Provenance = {
    version,
    datasetVersion: declaredVersion(question.dataFiles),
    datasetRevision: question.datasetRevision,
  };
  const trained = await trainOn(
    spec,
    question.dataFiles,
    version.startsWith('1.') ? 1 : 2,
  );
  const accuracy = trained.figures.accuracy.value;
  return {
    files: modelFiles(spec, trained, provenance),
    message: `Train ${version} on ${
      spec.dataset
    } at ${question.datasetRevision.slice(
      0,
      7,
    )}\n\nAccuracy on the audited test rows: ${(100 * accuracy).toFixed(1)} %.`,
    accuracy,
  };
}

function declaredVersion(
  files: Readonly<Record<string, Buffer>>,
): string | undefined {
  const text = files['greenroom.yaml'];
  const read = text && readManifest('greenroom.yaml', text);
  return read?.ok ? read.assets[0]?.version : undefined;
}

function nextVersion(version = '2.0.0'): string {
  const [major, minor, patch] = version.split('.').map(Number);
  return `${major}.${minor}.${patch + 1}`;
}
