import { openTable } from '@greenroom/dataset';
import type { EvaluationSpec, RunnableModel } from '@greenroom/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onnx } from 'onnx-proto';
import { evaluateModel } from './evaluateModel';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-evaluation-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const CLASSES = ['dark', 'light'];
/** Pictures of two pixels; the model is softmax((0, sum of inputs - 1) * 4). */
const PIXELS = { dark: [10, 30], light: [200, 250] };
const SHARPNESS = 4;

function value(name: string, rows: number | 'n', columns: number) {
  const first = rows === 'n' ? { dimParam: 'n' } : { dimValue: rows };
  return {
    name,
    type: {
      tensorType: {
        elemType: 1,
        shape: { dim: [first, { dimValue: columns }] },
      },
    },
  };
}

function floats(name: string, dims: number[], data: number[]) {
  return { name, dims, dataType: 1, floatData: data };
}

/** A small model for pictures of two pixels. */
function smallModel(rows: number | 'n' = 'n', last = 'Softmax'): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'g',
      node: [
        { opType: 'MatMul', input: ['pixels', 'w'], output: ['product'] },
        { opType: 'Add', input: ['product', 'b'], output: ['sum'] },
        { opType: last, input: ['sum'], output: ['probabilities'] },
      ],
      initializer: [
        floats('w', [2, 2], [0, SHARPNESS, 0, SHARPNESS]),
        floats('b', [2], [0, -SHARPNESS]),
      ],
      input: [value('pixels', rows, 2)],
      output: [value('probabilities', rows, 2)],
    },
  }).finish();
}

function probabilityOfLight([a, b]: number[]): number {
  return 1 / (1 + Math.exp(-SHARPNESS * ((a + b) / 255 - 1)));
}

const evaluation: EvaluationSpec = {
  name: 'held-out',
  dataset: 'shades',
  split: 'test',
  metrics: ['accuracy', 'logLoss'],
  gates: [{ metric: 'accuracy', min: 0.9 }],
};
const manifest: RunnableModel = {
  kind: 'Model',
  line: 1,
  origins: {},
  formats: ['greenroom'],
  name: 'shade-reader',
  task: 'image-classification',
  model: { path: 'model.onnx', format: 'onnx' },
  classes: CLASSES,
  preprocessing: {
    input: 'pixels',
    output: 'probabilities',
    steps: [
      {
        op: 'image',
        column: 'pixels',
        scale: 1 / 255,
        offset: 0,
        layout: 'flat',
      },
    ],
  },
};
const dataset = { key: 'id', label: 'label', split: 'split', classes: CLASSES };

/** Four rows of the split test, one of them with a wrong label, and one to train on. */
const ROWS = [
  { id: 1, label: 'dark', split: 'test', pixels: PIXELS.dark },
  { id: 2, label: 'light', split: 'test', pixels: PIXELS.light },
  { id: 3, label: 'light', split: 'test', pixels: PIXELS.light },
  { id: 4, label: 'light', split: 'test', pixels: PIXELS.dark },
  { id: 5, label: 'dark', split: 'train', pixels: PIXELS.dark },
];

async function tableOf(name: string, rows: readonly object[]) {
  const file = path.join(directory, name);
  await writeFile(file, rows.map(row => JSON.stringify(row)).join('\n'));
  return { path: file };
}

async function evaluated(
  changes: {
    readonly model?: Uint8Array;
    readonly rows?: readonly object[];
    readonly samples?: unknown;
    readonly preprocessing?: Partial<RunnableModel['preprocessing']>;
    readonly signal?: AbortSignal;
    readonly outPredictions?: string;
  } = {},
) {
  const modelPath = path.join(directory, 'model.onnx');
  await writeFile(modelPath, changes.model ?? smallModel());
  const samplesPath = path.join(directory, 'samples.json');
  if (changes.samples)
    await writeFile(samplesPath, JSON.stringify(changes.samples));
  return evaluateModel({
    modelPath,
    samplesPath: changes.samples ? samplesPath : undefined,
    manifest: {
      ...manifest,
      preprocessing: { ...manifest.preprocessing, ...changes.preprocessing },
    },
    evaluation,
    table: await tableOf('rows.jsonl', changes.rows ?? ROWS),
    dataset,
    signal: changes.signal,
    outPredictions: changes.outPredictions,
  });
}

describe('evaluateModel', () => {
  it('measures one split and holds it against the gates', async () => {
    const { rows, metrics, gates, confusion } = await evaluated();
    expect(rows).toBe(4);
    expect(Object.keys(metrics)).toEqual(['accuracy', 'logLoss']);
    expect(metrics.accuracy.value).toBe(0.75);
    const [dark, light] = [PIXELS.dark, PIXELS.light].map(probabilityOfLight);
    const loss = [1 - dark, light, light, dark].map(p => -Math.log(p));
    expect(metrics.logLoss.value).toBeCloseTo(
      loss.reduce((sum, each) => sum + each, 0) / 4,
      5,
    );
    expect(gates).toMatchObject([{ metric: 'accuracy', passed: false }]);
    expect(confusion).toEqual({
      classes: CLASSES,
      counts: [
        [1, 0],
        [1, 2],
      ],
    });
  });

  it('writes predictions by key, with the probabilities in the order of the classes', async () => {
    const outPredictions = path.join(directory, 'predictions.parquet');
    await evaluated({ outPredictions });
    const table = await openTable({ path: outPredictions });
    try {
      expect(table.columns).toEqual([
        { name: 'key', type: 'VARCHAR' },
        { name: 'split', type: 'VARCHAR' },
        { name: 'given', type: 'VARCHAR' },
        { name: 'predicted', type: 'VARCHAR' },
        { name: 'p', type: 'DOUBLE[]' },
      ]);
      const [row] = await table.query("SELECT * FROM t WHERE key = '4'");
      expect(row).toMatchObject({ given: 'light', predicted: 'dark' });
      expect((row.p as number[])[1]).toBeCloseTo(
        probabilityOfLight(PIXELS.dark),
        6,
      );
    } finally {
      table.close();
    }
  });

  it('runs a model that fixes its batch', async () => {
    const { metrics } = await evaluated({ model: smallModel(3) });
    expect(metrics.accuracy.value).toBe(0.75);
  });

  it('reads pixels that are stored as bytes', async () => {
    const lists = await openTable(await tableOf('lists.jsonl', ROWS));
    const file = path.join(directory, 'bytes.parquet');
    await lists.query(
      `COPY (SELECT * REPLACE (unhex(array_to_string(list_transform(pixels, lambda p: lpad(to_hex(p), 2, '0')), '')) AS pixels) FROM t)
         TO '${file}' (FORMAT PARQUET)`,
    );
    lists.close();
    const modelPath = path.join(directory, 'model.onnx');
    await writeFile(modelPath, smallModel());
    const { metrics } = await evaluateModel({
      modelPath,
      manifest,
      evaluation,
      table: { path: file },
      dataset,
    });
    expect(metrics.accuracy.value).toBe(0.75);
  });

  it('fails before a run counts where a sample comes out otherwise', async () => {
    const probabilities = [
      1 - probabilityOfLight(PIXELS.light),
      probabilityOfLight(PIXELS.light),
    ];
    const samples = [{ row: { pixels: PIXELS.light }, probabilities }];
    await expect(evaluated({ samples })).resolves.toMatchObject({ rows: 4 });
    await expect(
      evaluated({
        samples,
        preprocessing: {
          steps: [
            {
              op: 'image',
              column: 'pixels',
              scale: 1 / 512,
              offset: 0,
              layout: 'flat',
            },
          ],
        },
      }),
    ).rejects.toThrow(/Sample 1 .* preprocessing \(often its scale\)/);
    await expect(
      evaluated({
        samples: [{ row: { pixels: PIXELS.light }, probabilities: [1] }],
      }),
    ).rejects.toThrow(/has 1 probabilities; the manifest names 2 classes/);
  });

  it('stops when it is told to', async () => {
    await expect(
      evaluated({ signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });

  it.each([
    [
      'outputs that are no probabilities',
      { model: smallModel('n', 'Identity') },
      /End the model with a softmax/,
    ],
    [
      'pictures of another size than the model takes',
      {
        rows: ROWS.map(row => ({ ...row, pixels: [1, 2, 3] })),
      },
      /takes 2 numbers a row; the preprocessing makes 3/,
    ],
    [
      'pictures of two sizes, with the row',
      { rows: [...ROWS, { ...ROWS[0], id: 6, pixels: [1] }] },
      /Row 5: Column pixels: a picture has 1 values/,
    ],
    [
      'a label that the model does not know',
      { rows: [{ ...ROWS[0], label: 'grey' }] },
      /Row 1 has label grey/,
    ],
    [
      'a split without labelled rows',
      { rows: [ROWS[4]] },
      /No labelled row is in the split test/,
    ],
    [
      'a column that is not there',
      { rows: [{ id: 1, label: 'dark', split: 'test' }] },
      /no column pixels/,
    ],
    [
      'an output that the model has not',
      { preprocessing: { output: 'scores' } },
      /no output scores.*It has probabilities/,
    ],
  ])('refuses %s', async (_what, changes, reason) => {
    await expect(evaluated(changes)).rejects.toThrow(reason);
  });
});
