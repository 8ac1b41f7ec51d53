import { openTable } from '@greenroom/dataset';
import {
  type DatasetManifest,
  type ModelManifest,
  readManifest,
} from '@greenroom/manifest';
import { onnx } from 'onnx-proto';

/** One row of the tables of these tests: `a` is what the model gives class a. */
export type SiteRow = {
  readonly id: string;
  readonly a: number;
  readonly site: string;
  readonly email: string;
  readonly label: string;
  readonly split: string;
};

const ROWS = 120;

/** Every second row is of class a; every tenth has the wrong label. */
export function siteRows(): SiteRow[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const truth = i % 2 === 0 ? 'a' : 'b';
    const wrong = truth === 'a' ? 'b' : 'a';
    // No two rows are the same.
    const sure = 0.7 + i / (4 * ROWS);
    return {
      id: `r${i}`,
      a: truth === 'a' ? sure : 1 - sure,
      site: i % 3 === 0 ? 'north' : 'south',
      email: `person${i}@example.org`,
      label: i % 10 === 0 ? wrong : truth,
      split: i % 2 === Math.floor(i / 2) % 2 ? 'train' : 'test',
    };
  });
}

export function csvOf(rows: readonly object[]): string {
  const names = Object.keys(rows[0]);
  return [
    names.join(','),
    ...rows.map(row => Object.values(row).join(',')),
    '',
  ].join('\n');
}

/** @param more - lines of the spec */
export function datasetManifest(...more: readonly string[]): DatasetManifest {
  return read<DatasetManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: sites }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [a, b]
  columns:
    - { name: a, type: number }
    - { name: site, type: string, slice: true }
    - { name: email, type: string, personal: true }
${more.map(line => `  ${line}\n`).join('')}`);
}

/** @param gate - of the accuracy on the test split */
export function modelManifest(
  gate = '{ metric: accuracy, min: 0.95 }',
): ModelManifest {
  return read<ModelManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: tabular-classification
  classes: [a, b]
  model: { path: model.onnx }
  trainedOn: { dataset: sites, split: train }
  preprocessing:
    input: x
    output: y
    steps:
      - { op: numbers, columns: [a, b], mean: [0, 0], scale: [1, 1] }
  evaluations:
    - name: held-out
      dataset: sites
      split: test
      metrics: [accuracy, macroF1]
      gates: [${gate}]
`);
}

function read<M>(text: string): M {
  const result = readManifest('greenroom.yaml', Buffer.from(text));
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.assets[0] as M;
}

/** Gives back what it is fed: [n, 2] float32. */
export function identityOnnx(): Uint8Array {
  const value = (name: string): onnx.IValueInfoProto => ({
    name,
    type: {
      tensorType: {
        elemType: 1,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: 2 }] },
      },
    },
  });
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'identity',
      node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
      input: [value('x')],
      output: [value('y')],
    },
  }).finish();
}

/** What a Parquet file has, as rows. */
export async function rowsOf(file: string) {
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    return await table.query('SELECT * FROM t');
  } finally {
    table.close();
  }
}
