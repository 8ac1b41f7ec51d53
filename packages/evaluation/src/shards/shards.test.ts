import { openTable, ParquetRows, type Row } from '@greenroom/dataset';
import type { EvaluationSpec, RunnableModel } from '@greenroom/manifest';
import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { modelOf, value } from '../__testUtils__/smallModels';
import { type EvaluationQuestion, evaluateModel } from '../evaluateModel';
import { evaluateRegressor } from '../tasks/evaluateRegressor';
import { mergeShards } from './mergeShards';
import { predictShard } from './predictShard';
import { rowsOfShard } from './rowsOfShard';

/** Real files and runs of a model, on a machine that may be busy. */
jest.setTimeout(60_000);

/** Two chunks and a part of a third. */
const ROWS = 2_100;
const CLASSES = ['dark', 'dim', 'light'];
const INPUTS = ['a', 'b', 'c'];
/** Multiplicative congruential, of Park and Miller (1988). */
function* random(): Generator<number> {
  for (let state = 7; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

const evaluation: EvaluationSpec = {
  name: 'held-out',
  dataset: 'shades',
  split: 'test',
  metrics: ['accuracy', 'logLoss', 'macroF1'],
  fairness: { groups: ['site'], favourable: 'light' },
  gates: [
    { metric: 'accuracy', min: 0.2 },
    { metric: 'accuracy', min: 0.1, on: 'worst-slice' },
  ],
};
const MODELS = {
  probabilities: {
    manifest: { input: 'x', output: 'p' },
    evaluation,
    last: { opType: 'Softmax', input: ['sums'], output: ['p'] },
    output: value('p', ['n', CLASSES.length]),
  },
  numbers: {
    manifest: { input: 'x', output: 'sum' },
    evaluation: { ...evaluation, metrics: ['mae' as const], gates: [] },
    last: {
      opType: 'ReduceSum',
      input: ['sums', 'axes'],
      output: ['sum'],
    },
    output: value('sum', ['n', 1]),
  },
  labels: {
    manifest: { input: 'x', output: 'place', holds: 'indices' as const },
    evaluation: {
      ...evaluation,
      metrics: ['accuracy' as const],
      fairness: undefined,
      gates: [],
    },
    last: {
      opType: 'ArgMax',
      input: ['sums'],
      output: ['place'],
      attribute: [{ name: 'axis', type: 2, i: 1 }],
    },
    output: value('place', ['n', 1], 7),
  },
};
const FLOATS = 1;
const INTEGERS = 7;

describe('shards of a run', () => {
  let directory: string;
  let question: EvaluationQuestion;

  const file = (name: string) => path.join(directory, name);
  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-shards-'));
    const drawn = random();
    const next = () => drawn.next().value as number;
    const rows = await ParquetRows.open([
      { name: 'id', type: 'VARCHAR' },
      { name: 'label', type: 'VARCHAR' },
      { name: 'split', type: 'VARCHAR' },
      { name: 'site', type: 'VARCHAR' },
      ...INPUTS.map(name => ({ name, type: 'DOUBLE' as const })),
    ]);
    // Rows of another split and without a label stand between.
    for (let i = 0, kept = 0; kept < ROWS; i++) {
      const isKept = next() < 0.8;
      if (isKept) kept++;
      await rows.append([
        [
          // Some keys stand twice: a run takes each row as it is.
          `row-${i - (i % 50 === 1 ? 1 : 0)}`,
          isKept || i % 2 ? CLASSES[Math.floor(3 * next())] : null,
          isKept || i % 2 === 0 ? 'test' : 'train',
          next() < 0.3 ? 'north' : 'south',
          ...INPUTS.map(next),
        ],
      ]);
    }
    await rows.finish(file('rows.parquet'));
    await rows.close();
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const prepare = async (which: keyof typeof MODELS) => {
    const { manifest, last, output } = MODELS[which];
    const drawn = random();
    const weights = Array.from(
      { length: INPUTS.length * CLASSES.length },
      () => (drawn.next().value as number) * 4 - 2,
    );
    await writeFile(
      file('model.onnx'),
      modelOf({
        node: [{ opType: 'MatMul', input: ['x', 'w'], output: ['sums'] }, last],
        initializer: [
          {
            name: 'w',
            dims: [INPUTS.length, CLASSES.length],
            dataType: FLOATS,
            floatData: weights,
          },
          { name: 'axes', dims: [1], dataType: INTEGERS, int64Data: [1] },
        ],
        input: [value('x', ['n', INPUTS.length])],
        output: [output],
      }),
    );
    question = {
      modelPath: file('model.onnx'),
      manifest: {
        kind: 'Model',
        line: 1,
        origins: {},
        formats: ['greenroom'],
        name: 'shade-reader',
        task:
          which === 'numbers' ? 'tabular-regression' : 'tabular-classification',
        model: { path: 'model.onnx', format: 'onnx' },
        classes: CLASSES,
        preprocessing: {
          ...manifest,
          steps: [{ op: 'numbers', columns: INPUTS }],
        },
      } as RunnableModel,
      evaluation: MODELS[which].evaluation,
      table: { path: file('rows.parquet') },
      dataset: {
        key: 'id',
        label: which === 'numbers' ? 'a' : 'label',
        split: 'split',
        classes: CLASSES,
        columns: [{ name: 'site', type: 'string', slice: true }],
      },
      outPredictions: file('whole.parquet'),
    };
  };
  const made = new Map<string, string[]>();
  const predict = async (of: number): Promise<string[]> => {
    const { output: holds } = question.manifest.preprocessing;
    const known = made.get(`${of} ${holds}`);
    if (known) return known;
    const parts = Array.from({ length: of }, (_, index) =>
      file(`${index}-of-${of}-${holds}.parquet`),
    );
    for (const [index, out] of parts.entries())
      await predictShard({ ...question, shard: { index, of }, out });
    made.set(`${of} ${holds}`, parts);
    return parts;
  };
  const merge = (parts: readonly string[], outPredictions?: string) =>
    mergeShards({ ...question, parts, outPredictions });
  const rowsIn = async (name: string): Promise<Row[]> => {
    const table = await openTable({ path: file(name) });
    const rows = await table.query('SELECT * FROM t');
    table.close();
    return rows;
  };

  // Of seven some are empty.
  it.each([
    ['probabilities', 7],
    ['labels', 3],
    ['numbers', 3],
  ] as const)(
    'of a model that tells %s give the figures, intervals and predictions of the whole',
    async (which, of) => {
      await prepare(which);
      const whole =
        which === 'numbers'
          ? await evaluateRegressor(question)
          : await evaluateModel(question);
      const merged = await merge(await predict(of), file('merged.parquet'));
      expect(merged).toEqual({ ...whole, seconds: merged.seconds });
      const written = await rowsIn('whole.parquet');
      expect(written).toHaveLength(whole.rows);
      expect(await rowsIn('merged.parquet')).toEqual(written);
    },
  );

  it('say of each row the same, however many there are', async () => {
    await prepare('probabilities');
    const said = async (of: number) => {
      const parts = await predict(of);
      const rows = await Promise.all(
        parts.map(part => rowsIn(path.basename(part))),
      );
      return rows.flat();
    };
    const whole = await said(1);
    for (const count of [2, 3, 5]) expect(await said(count)).toEqual(whole);
  });

  it.each([
    ['is left out', ([a, , c]: string[]) => [a, c]],
    ['comes twice', ([a, b, c]: string[]) => [a, b, b, c]],
    ['comes out of turn', ([a, b, c]: string[]) => [b, a, c]],
    ['is left out at the end', ([a, b]: string[]) => [a, b]],
    ['comes twice at the end', ([a, b, c]: string[]) => [a, b, c, c]],
  ])('are refused where a part %s', async (_what, changed) => {
    await prepare('probabilities');
    await expect(merge(changed(await predict(3)))).rejects.toThrow(
      /The shards predict .* Run the evaluation again/,
    );
  });
});

describe('rowsOfShard', () => {
  it('cuts a split in whole chunks, in order, each row once', () => {
    fc.assert(
      fc.property(fc.nat(50_000), fc.integer({ min: 1, max: 70 }), (n, of) => {
        const ranges = Array.from({ length: of }, (_, index) =>
          rowsOfShard(n, { index, of }),
        );
        expect(ranges[0].from).toBe(0);
        expect(ranges[of - 1].to).toBe(n);
        ranges.slice(1).forEach(({ from }, i) => {
          expect(from).toBe(ranges[i].to);
          expect(from % 1024 === 0 || from === n).toBe(true);
        });
        const chunks = ranges.map(({ from, to }) =>
          Math.ceil((to - from) / 1024),
        );
        expect(Math.max(...chunks) - Math.min(...chunks)).toBeLessThan(2);
      }),
    );
  });
});
