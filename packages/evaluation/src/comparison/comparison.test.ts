import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DetectionWriter } from '../DetectionWriter';
import type { LabelledBox } from '../measureDetections';
import { PredictionWriter } from '../PredictionWriter';
import { adjustComparison } from './adjustComparison';
import { compareDetections } from './compareDetections';
import { compareRuns } from './compareRuns';
import { compareSlices } from './compareSlices';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-compared-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CLASSES = ['a', 'b'];
const ROWS = 60;
const keyOf = (i: number) => `r${String(i).padStart(2, '0')}`;

describe('compareRuns', () => {
  /** Every fifth row is wrong, but for those that are named right. */
  async function run(
    name: string,
    isRight: (i: number) => boolean,
    {
      keys = [...Array(ROWS).keys()],
      tells = 'probabilities',
      given = (i: number) => CLASSES[i % 2],
    }: {
      keys?: number[];
      tells?: 'probabilities' | 'label';
      given?: (i: number) => string;
    } = {},
  ) {
    const file = path.join(folder, `${name}.parquet`);
    const writer = await PredictionWriter.open();
    await writer.append(
      keys.map(i => {
        const truth = CLASSES[i % 2];
        const predicted = isRight(i) ? truth : CLASSES[1 - (i % 2)];
        const p = predicted === 'a' ? [0.8, 0.2] : [0.2, 0.8];
        return {
          key: keyOf(i),
          split: 'test',
          given: given(i),
          predicted,
          ...(tells === 'probabilities' ? { p } : {}),
        };
      }),
    );
    await writer.finish(file);
    await writer.close();
    return { path: file, name, classes: CLASSES };
  }

  it('names the rows that were fixed and broken, with the exact test, whatever their order', async () => {
    const before = await run('before', i => i % 5 !== 0);
    const after = await run('after', i => i % 5 !== 0 || i > 9 || i === 3, {
      keys: [...Array(ROWS).keys()].reverse(),
    });
    const compared = await compareRuns({ before, after });
    expect(compared).toMatchObject({
      joined: ROWS,
      fixed: 10,
      broken: 0,
      positiveFlipRate: 10 / ROWS,
      mcnemarP: expect.closeTo(2 / 2 ** 10, 12),
    });
    expect(compared.changed[0]).toEqual({ key: 'r10', change: 'fixed' });
    const accuracy = compared.metrics.find(m => m.metric === 'accuracy')!;
    expect(accuracy.before).toBeCloseTo(48 / ROWS, 12);
    expect(accuracy.after).toBeCloseTo(58 / ROWS, 12);
    expect(accuracy.difference.pValue).toBe(compared.mcnemarP);
    expect(accuracy.difference.low).toBeGreaterThan(0);
    expect(compared.metrics.map(m => m.metric)).toEqual(
      expect.arrayContaining(['logLoss', 'rocAuc', 'macroF1', 'ece']),
    );
  });

  it('measures each run by its own labels and leaves out what only one has', async () => {
    const before = await run('own', () => true, { keys: [0, 1, 2, 3] });
    const after = await run('relabelled', () => true, {
      keys: [1, 2, 3, 4],
      given: i => (i === 2 ? 'b' : CLASSES[i % 2]),
    });
    expect(await compareRuns({ before, after })).toMatchObject({
      joined: 3,
      unmatched: { before: 1, after: 1 },
      relabelled: 1,
      broken: 1,
      changed: [{ key: 'r02', change: 'broken' }],
    });
  });

  it('measures each run on all of its rows where either is asked for, and draws those of both together', async () => {
    const before = await run('whole', i => i % 5 !== 0);
    const after = await run('grown', i => i % 5 !== 0 || i > 49, {
      keys: [...Array(ROWS + 20).keys()].slice(10),
    });
    const compared = await compareRuns({ before, after, rows: 'of either' });
    expect(compared).toMatchObject({
      joined: 50,
      unmatched: { before: 10, after: 20 },
      fixed: 2,
      broken: 0,
    });
    const accuracy = compared.metrics.find(m => m.metric === 'accuracy')!;
    expect(accuracy.before).toBeCloseTo(48 / 60, 12);
    expect(accuracy.after).toBeCloseTo(62 / 70, 12);
    expect(accuracy.difference.value).toBeCloseTo(62 / 70 - 48 / 60, 12);
    const { low = 0, high = 0 } = accuracy.difference;
    expect(high - low).toBeLessThan(0.3);
  });

  it('measures two runs that share no row where either is asked for', async () => {
    const compared = await compareRuns({
      before: await run('these', i => i % 5 !== 0, { keys: [1, 2, 3, 5] }),
      after: await run('those', () => true, { keys: [6, 7] }),
      rows: 'of either',
    });
    expect(compared).toMatchObject({ joined: 0, fixed: 0, slices: [] });
    const accuracy = compared.metrics.find(m => m.metric === 'accuracy')!;
    expect([accuracy.before, accuracy.after]).toEqual([0.75, 1]);
  });

  it('compares rows that meet conditions, however few', async () => {
    const table = path.join(folder, 'met.csv');
    await writeFile(
      table,
      `id,slant\n${Array.from(
        { length: ROWS },
        (_, i) => `${keyOf(i)},${i}`,
      ).join('\n')}`,
    );
    const { conditions } = await compareRuns({
      before: await run('met-before', i => i !== 1),
      after: await run('met-after', () => true),
      data: {
        table: { path: table },
        key: 'id',
        features: [],
        conditions: [{ slant: { below: 4 } }],
      },
    });
    expect(conditions).toMatchObject([
      {
        feature: 'slant < 4',
        value: 'slant < 4',
        size: 4,
        before: 0.75,
        after: 1,
      },
    ]);
  });

  it('compares no probabilities of a model that tells only labels', async () => {
    const before = await run('told', () => true, { tells: 'label' });
    const after = await run('sure', i => i > 0);
    const { metrics } = await compareRuns({ before, after });
    const names = metrics.map(({ metric }) => metric);
    expect(names).toContain('macroF1');
    expect(names).not.toContain('logLoss');
  });

  it('compares accuracy on each class and each value of a column', async () => {
    const table = path.join(folder, 'rows.csv');
    await writeFile(
      table,
      [
        'id,site',
        ...Array.from({ length: ROWS }, (_, i) =>
          [keyOf(i), i < 20 ? 'north' : 'south'].join(),
        ),
      ].join('\n'),
    );
    const before = await run('sliced-before', () => true);
    const after = await run('sliced-after', i => i >= 10);
    const { slices } = await compareRuns({
      before,
      after,
      data: {
        table: { path: table },
        key: 'id',
        features: [{ name: 'site', isNumber: false }],
      },
    });
    expect(slices).toMatchObject([
      { of: 'class', value: 'a', size: 30, after: 25 / 30 },
      { of: 'class', value: 'b', size: 30 },
      { feature: 'site', value: 'south', size: 40, after: 1 },
      { feature: 'site', value: 'north', size: 20, before: 1, after: 0.5 },
    ]);
    expect(slices[3].difference.holmP).toBeGreaterThan(
      slices[3].difference.pValue!,
    );
  });

  it('says that runs have no row in common', async () => {
    await expect(
      compareRuns({
        before: await run('first', () => true, { keys: [1] }),
        after: await run('second', () => true, { keys: [2] }),
      }),
    ).rejects.toThrow(/No row is in both first and second/);
  });
});

describe('compareSlices', () => {
  it('leaves out slices of too few rows', () => {
    const right = new Uint8Array(20).fill(1);
    const codes = Int32Array.from(right, (_, i) => (i < 5 ? 0 : 1));
    expect(
      compareSlices({ before: right, after: right }, [
        { of: 'column', name: 'site', codes, labels: ['few', 'many'] },
      ]).map(({ value }) => value),
    ).toEqual(['many']);
  });
});

describe('adjustComparison', () => {
  it('counts metrics and slices as tests of one family, and what has no test as none', () => {
    const figure = { before: 0, after: 0 };
    const slice = {
      ...figure,
      of: 'class' as const,
      feature: 'class',
      value: 'a',
      size: 9,
      metric: 'accuracy' as const,
    };
    const { metrics, slices } = adjustComparison({
      metrics: [
        { ...figure, metric: 'f1', difference: { value: 0, pValue: 0.01 } },
        { ...figure, metric: 'ece', difference: { value: 0 } },
      ],
      slices: [{ ...slice, difference: { value: 0, pValue: 0.04 } }],
    });
    expect(metrics[0].difference).toMatchObject({ holmP: 0.02 });
    expect(metrics[1].difference.holmP).toBeUndefined();
    expect(slices[0].difference.holmP).toBeCloseTo(0.04, 12);
  });
});

describe('compareDetections', () => {
  const cat = (x: number): LabelledBox => ({
    label: 'cat',
    x,
    y: 0,
    width: 40,
    height: 40,
  });
  async function run(name: string, foundAt: (i: number) => number) {
    const file = path.join(folder, `${name}.parquet`);
    const writer = await DetectionWriter.open();
    await writer.append(
      Array.from({ length: 12 }, (_, i) => ({
        key: keyOf(i),
        split: 'test',
        given: [cat(0)],
        found: [{ ...cat(foundAt(i)), score: 0.9 }],
      })),
    );
    await writer.finish(file);
    await writer.close();
    return { path: file, name, classes: ['cat'] };
  }

  it('names the pictures with more mistakes, and tests the average precision over pictures', async () => {
    const before = await run('found', () => 0);
    const after = await run('slipped', i => (i < 6 ? 30 : 0));
    const compared = await compareDetections(before, after);
    expect(compared).toMatchObject({
      unit: 'picture',
      joined: 12,
      fixed: 0,
      broken: 6,
      mcnemarP: expect.closeTo(2 / 2 ** 6, 12),
    });
    expect(compared.changed[0]).toEqual({
      key: 'r00',
      change: 'broken',
      before: { right: 1, missed: 0, wrong: 0 },
      after: { right: 0, missed: 1, wrong: 1 },
    });
    const ap50 = compared.metrics.find(({ metric }) => metric === 'ap50')!;
    expect(ap50.before).toBe(1);
    expect(ap50.difference.high).toBeLessThan(0);
    expect(compared.slices).toMatchObject([
      { of: 'class', value: 'cat', size: 12, metric: 'ap' },
    ]);
  });
});
