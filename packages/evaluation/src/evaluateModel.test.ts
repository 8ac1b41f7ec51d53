import { openTable } from '@greenroom/dataset';
import type { EvaluationSpec, RunnableModel } from '@greenroom/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { onnx } from 'onnx-proto';
import { modelOf, value } from './__testUtils__/smallModels';
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

function floats(name: string, dims: number[], data: number[]) {
  return { name, dims, dataType: 1, floatData: data };
}

/** A small model for pictures of two pixels. */
function smallModel(
  rows: number | 'n' = 'n',
  last = 'Softmax',
  weight = SHARPNESS,
  kept: onnx.ITensorProto = {},
): Uint8Array {
  return modelOf({
    node: [
      { opType: 'MatMul', input: ['pixels', 'w'], output: ['product'] },
      { opType: 'Add', input: ['product', 'b'], output: ['sum'] },
      { opType: last, input: ['sum'], output: ['probabilities'] },
    ],
    initializer: [
      { ...floats('w', [2, 2], [0, weight, 0, weight]), ...kept },
      floats('b', [2], [0, -SHARPNESS]),
    ],
    input: [value('pixels', [rows, 2])],
    output: [value('probabilities', [rows, 2]), value('sum', [rows, 2])],
  });
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

type Changed = Partial<RunnableModel['preprocessing']>;

async function evaluated(
  changes: {
    readonly model?: Uint8Array;
    readonly rows?: readonly object[];
    readonly samples?: unknown;
    readonly preprocessing?: Changed;
    readonly declared?: RunnableModel['model'];
    readonly metrics?: EvaluationSpec['metrics'];
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
      model: changes.declared ?? manifest.model,
      preprocessing: { ...manifest.preprocessing, ...changes.preprocessing },
    },
    evaluation: {
      ...evaluation,
      metrics: changes.metrics ?? evaluation.metrics,
    },
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

  it('catches pixels of 0..1 where 0..255 were trained on, which nothing else tells', async () => {
    // The same model for pixels of 0..255: its first layer divides them itself.
    const model = smallModel('n', 'Softmax', SHARPNESS / 255);
    const probabilities = [
      1 - probabilityOfLight(PIXELS.light),
      probabilityOfLight(PIXELS.light),
    ];
    const samples = [{ row: { pixels: PIXELS.light }, probabilities }];
    const [step] = manifest.preprocessing.steps;
    const trained = { steps: [{ ...step, scale: 1 }] } as Changed;
    await expect(
      evaluated({ model, preprocessing: trained, samples }),
    ).resolves.toMatchObject({ metrics: { accuracy: { value: 0.75 } } });
    // In silence every picture is dark.
    const { confusion } = await evaluated({ model });
    expect(confusion?.counts.map(([dark]) => dark)).toEqual([1, 3]);
    await expect(evaluated({ model, samples })).rejects.toThrow(
      /Sample 1 of .* preprocessing \(often its scale\)/,
    );
  });

  it.each([
    [
      'the class that is predicted',
      { label: 'dark' },
      /comes out as light; it expects dark/,
    ],
    [
      'outputs as they are',
      { outputs: { sum: [0, 1] } },
      /away from the expected output/,
    ],
    [
      'outputs of another width',
      { outputs: { sum: [0] } },
      /away from the expected output/,
    ],
    ['nothing', {}, /a sample says what is expected/],
  ])('holds samples against %s', async (_what, expected, reason) => {
    const sample = { row: { pixels: PIXELS.light }, ...expected };
    await expect(evaluated({ samples: [sample] })).rejects.toThrow(reason);
  });

  it('takes bytes of a sample in base64', async () => {
    const base64 = Buffer.from(PIXELS.light).toString('base64');
    const samples = [{ row: { pixels: { base64 } }, label: 'light' }];
    await expect(evaluated({ samples })).resolves.toMatchObject({ rows: 4 });
  });

  it('runs a model whose weights are in a file of its own', async () => {
    await writeFile(
      path.join(directory, 'w.bin'),
      new Uint8Array(Float32Array.of(0, SHARPNESS, 0, SHARPNESS).buffer),
    );
    const outside = smallModel('n', 'Softmax', SHARPNESS, {
      dataLocation: 1,
      externalData: [{ key: 'location', value: 'w.bin' }],
      floatData: [],
    });
    const model = { ...manifest.model, externalData: ['w.bin'] };
    const { metrics } = await evaluated({ model: outside, declared: model });
    expect(metrics.accuracy.value).toBe(0.75);
    await rm(path.join(directory, 'w.bin'));
    await expect(
      evaluated({ model: outside, declared: model }),
    ).rejects.toThrow(/keeps weights in w\.bin, which is not there/);
  });

  it('measures labels where a model tells nothing else, and no probabilities', async () => {
    const table = path.join(directory, 'labels.parquet');
    const labels = modelOf({
      node: [
        {
          opType: 'ArgMax',
          input: ['pixels'],
          output: ['place'],
          attribute: [{ name: 'axis', type: 2, i: 1 }],
        },
      ],
      input: [value('pixels', ['n', 2])],
      output: [value('place', ['n', 1], 7)],
    });
    const preprocessing = { output: 'place', holds: 'indices' as const };
    await expect(evaluated({ model: labels, preprocessing })).rejects.toThrow(
      /measures logLoss, which takes probabilities/,
    );
    const { metrics } = await evaluated({
      model: labels,
      preprocessing,
      metrics: ['accuracy'],
      outPredictions: table,
    });
    // Both shades have more light in the second pixel: all are called light.
    expect(metrics.accuracy.value).toBe(0.75);
    const written = await openTable({ path: table });
    expect(await written.query('SELECT DISTINCT predicted, p FROM t')).toEqual([
      { predicted: 'light', p: null },
    ]);
    written.close();
  });

  it('reads more rows than a chunk holds, in the order of the table', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => ({
      ...ROWS[i % 2],
      id: i,
    }));
    const table = path.join(directory, 'many.parquet');
    const { metrics } = await evaluated({ rows, outPredictions: table });
    expect(metrics.accuracy).toMatchObject({ value: 1, n: 3_000 });
    const written = await openTable({ path: table });
    expect(
      await written.query(
        'SELECT count(*) AS n FROM (SELECT key, row_number() OVER () - 1 AS place FROM t) WHERE key = CAST(place AS VARCHAR)',
      ),
    ).toEqual([{ n: 3_000 }]);
    written.close();
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
      /Row 6: Column pixels: a picture has 1 values/,
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
