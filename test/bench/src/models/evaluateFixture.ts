import { ParquetRows } from '@greenroom/dataset';
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runGreenroom } from '../runMeasured';
import { writeManifest } from '../writeManifest';
import type { ModelFixtures } from './ModelFixtures';

/** Real rows: a list of numbers each, and their classes. */
export type FixtureRows = {
  readonly values: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
};

type Answer = {
  readonly rows: number;
  readonly seconds: number;
  readonly metrics: { readonly accuracy: { readonly value: number } };
  readonly predictions: string;
};

/**
 * Evaluates a model of the fixtures by the command line, as anybody would: with
 * a manifest of the model, one of the data, and the rows as Parquet.
 *
 * @param preprocessing - in the words of manifests; rows are in the column x
 */
export async function evaluateFixture(
  { fixtures, folder }: ModelFixtures,
  model: string,
  rows: FixtureRows,
  {
    preprocessing,
    classes,
    samples,
  }: {
    readonly preprocessing: object;
    readonly classes: readonly string[];
    readonly samples?: readonly object[];
  },
): Promise<Answer & { readonly peakMegabytes: number }> {
  const at = mkdtempSync(path.join(folder, 'run-'));
  copyFileSync(path.join(fixtures, 'models', model), path.join(at, model));
  await writeRows(path.join(at, 'rows.parquet'), rows, classes);
  if (samples)
    writeFileSync(path.join(at, 'samples.json'), JSON.stringify(samples));
  writeManifest(path.join(at, 'data.yaml'), 'Dataset', {
    table: { path: 'rows.parquet' },
    key: 'key',
    label: 'label',
    split: 'split',
    classes,
  });
  writeManifest(path.join(at, 'model.yaml'), 'Model', {
    task: 'tabular-classification',
    model: { path: model },
    classes,
    preprocessing: {
      ...preprocessing,
      ...(samples ? { samples: 'samples.json' } : {}),
    },
    evaluations: [
      { name: 'test', dataset: 'rows', split: 'test', metrics: ['accuracy'] },
    ],
  });
  const { answer, run } = await runGreenroom<Answer>(
    'evaluate',
    path.join(at, 'model.yaml'),
    '--dataset',
    path.join(at, 'data.yaml'),
    '--out',
    path.join(at, 'out'),
  );
  return { ...answer, peakMegabytes: run.peakMegabytes };
}

async function writeRows(
  file: string,
  { values, labels }: FixtureRows,
  classes: readonly string[],
): Promise<void> {
  const width = values.length / labels.length;
  const written = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    { name: 'label', type: 'VARCHAR' },
    { name: 'split', type: 'VARCHAR' },
    { name: 'x', type: 'DOUBLE[]' },
  ]);
  try {
    await written.append(
      Array.from(labels, (label, i) => [
        String(i),
        classes[label],
        'test',
        Array.from({ length: width }, (_, j) => values[i * width + j]),
      ]),
    );
    await written.finish(file);
  } finally {
    await written.close();
  }
}
