import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { localTableSpec, openTable, type Row } from '@greenroom/dataset';
import { seededRandom } from '@greenroom/label-quality';
import {
  type Augmentation,
  augmentationSchema,
  type LabelledDataset,
} from '@greenroom/manifest';
import sharp from 'sharp';
import { modelRemark } from '../checks/judgeByModel';
import { augmentTable } from './augmentTable';

/** Real files, on a machine that may be busy. */
jest.setTimeout(60_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-augmented-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const CLAIMS = {
  kind: 'Dataset',
  formats: ['greenroom'],
  name: 'claims',
  table: { path: 'rows.csv' },
  key: 'id',
  label: 'label',
  split: 'split',
  classes: ['good', 'bad'],
  columns: [
    { name: 'person', type: 'string', personal: true },
    { name: 'town', type: 'string', slice: true },
  ],
} as unknown as LabelledDataset;

/** 48 good rows and 16 bad ones that lie apart; every fifth is tested on; some were made before. */
const ROWS = Array.from({ length: 64 }, (_, i) => {
  const random = seededRandom(i + 1);
  const isBad = i % 4 === 1;
  const id = i % 16 === 1 ? `augmented-before-${i}` : `r${i}`;
  const town = i % 8 < 2 ? 'Bern' : 'Basel';
  const x = (isBad ? 6 : 0) + 2 * random();
  return `${id},${x},${random() * 3},${town},P ${i},${isBad ? 'bad' : 'good'},${
    i % 5 === 0 ? 'test' : 'train'
  }`;
});
writeFileSync(
  path.join(directory, 'rows.csv'),
  ['id,x,y,town,person,label,split', ...ROWS].join('\n'),
);
const TESTED = ROWS.filter(row => row.endsWith('test')).map(
  row => row.split(',')[0],
);

async function made(
  dataset: LabelledDataset,
  augmentation: object,
  options: Parameters<typeof augmentTable>[3] = {},
) {
  const table = await openTable(
    await localTableSpec(
      path.join(directory, 'greenroom.yaml'),
      dataset as Parameters<typeof localTableSpec>[1],
    ),
  );
  try {
    const read: Augmentation = augmentationSchema.parse({
      name: 'more',
      ...augmentation,
    });
    return await augmentTable(table, dataset, read, options);
  } finally {
    table.close();
  }
}
const claims = (what: object, options = {}) =>
  made(
    CLAIMS,
    { recipe: { op: 'interpolate' }, amount: { type: 'balance' }, ...what },
    options,
  );

describe('augmentTable', () => {
  it('makes rows of measured rows of the training split, and of no others', async () => {
    for (const recipe of [
      { op: 'interpolate' },
      { op: 'jitter' },
      { op: 'mixup' },
    ]) {
      const { rows } = await claims({
        recipe,
        amount: { type: 'times', times: 2 },
      });
      const parents = new Set(rows.flatMap(row => row.parents));
      expect(parents.size).toBeGreaterThan(20);
      expect([...parents].filter(key => TESTED.includes(key))).toEqual([]);
    }
  });

  it('makes nothing of rows that were made', async () => {
    const { rows } = await claims({
      recipe: { op: 'jitter' },
      amount: { type: 'times', times: 2 },
    });
    const parents = rows.flatMap(row => row.parents);
    expect(parents.length).toBeGreaterThan(20);
    expect(parents.filter(key => key.startsWith('augmented-'))).toEqual([]);
  });

  it('tells how many rows each class has, and gets', async () => {
    const { classes, rows, left, made: all } = await claims({});
    const kept = rows.filter(({ reason }) => reason === undefined);
    expect(all).toBe(rows.length);
    expect(classes).toEqual([
      { label: 'bad', before: expect.any(Number), added: kept.length },
      { label: 'good', before: expect.any(Number), added: 0 },
    ]);
    expect(left).toEqual(['person']);
    expect(kept.map(({ key }) => key)).toContain('augmented-more-1');
  });

  it('makes a slice as large as the rest', async () => {
    const { rows, made: all } = await claims({
      where: { town: 'Bern' },
      amount: { type: 'balance', by: 'slice', mostTimes: 100 },
    });
    const training = ROWS.filter(row => row.endsWith('train'));
    const bern = training.filter(
      row => row.includes(',Bern,') && !row.startsWith('aug'),
    ).length;
    expect(all).toBe(training.length - 2 * bern);
    expect(new Set(rows.map(({ cells }) => cells.town))).toEqual(
      new Set(['Bern']),
    );
  });

  it('makes no more than it may, and tells it', async () => {
    const { made: all, remarks } = await claims(
      { amount: { type: 'rows', rows: 40 } },
      { most: { rows: 10, pictures: 1 } },
    );
    expect(all).toBe(10);
    expect(remarks).toEqual(['40 rows were asked for and 10 made.']);
  });

  it('drops what the model takes for another class, but where it is wrong about a parent', async () => {
    const judging = (limit: number) => ({
      manifest: {
        name: 'sorter',
        classes: ['good', 'bad'],
        preprocessing: {
          input: 'x',
          output: 'y',
          steps: [{ op: 'numbers', columns: ['x'] }],
        },
      } as never,
      remark: modelRemark(
        { name: 'sorter', trainedOn: { dataset: 'claims', split: 'train' } },
        { dataset: { name: 'claims' }, augmentation: { split: 'train' } },
      ),
      model: {
        classify: async (
          given: readonly Readonly<Record<string, unknown>>[],
        ) => ({
          p: Float64Array.from(
            given.flatMap(({ x }) => (Number(x) < limit ? [1, 0] : [0, 1])),
          ),
        }),
      } as never,
    });
    const mixed = {
      recipe: { op: 'mixup', alpha: 8 },
      amount: { type: 'times', times: 3 },
    };
    const crossed = async (limit: number) => {
      const { rows, remarks } = await claims(mixed, { model: judging(limit) });
      expect(remarks).toContainEqual(expect.stringMatching(/was trained on/));
      return rows.filter(({ reason }) => reason === 'model-disagrees');
    };
    // Halfway between the classes, and where every row is of one.
    expect((await crossed(1)).length).toBeGreaterThan(0);
    expect(await crossed(-1)).toEqual([]);
  });

  it.each([
    [{ split: 'trainig' }, /No labelled row is in the split trainig/],
    [
      { recipe: { op: 'picture', column: 'town', steps: [{ op: 'flip' }] } },
      /town, which holds no pictures\. The data set has no column of pictures/,
    ],
  ] as [object, RegExp][])('says what is missing: %j', async (what, words) => {
    await expect(claims(what)).rejects.toThrow(words);
  });

  it('makes nothing of rows that are not there', async () => {
    const nobody = claims({ where: { town: 'Rome' } });
    await expect(nobody).resolves.toMatchObject({ made: 0, rows: [] });
  });
});

describe('augmentTable with embeddings', () => {
  /** Ten of each class apart, `odd` among the others, and `twin` beside a tested row. */
  const rows = [
    ...Array.from({ length: 20 }, (_, i) => ({
      id: `r${i}`,
      label: i % 2 ? 'bad' : 'good',
      split: 'train',
      embedding: i % 2 ? [1, i / 50, 0] : [0, 1, i / 50],
    })),
    { id: 'odd', label: 'bad', split: 'train', embedding: [0, 1, 0.17] },
    { id: 'twin', label: 'bad', split: 'train', embedding: [3, 0, 2.7] },
    { id: 'tested', label: 'bad', split: 'test', embedding: [1, 0, 0.9] },
    { id: 'without', label: 'bad', split: 'train', embedding: null },
  ].map(row => ({ ...row, text: `what ${row.id} says of it` }));
  const MAILS = {
    ...CLAIMS,
    name: 'mails',
    table: { path: 'mails.jsonl', format: 'jsonl' },
    columns: [{ name: 'text', type: 'text' }],
  } as unknown as LabelledDataset;
  beforeAll(() =>
    writeFileSync(
      path.join(directory, 'mails.jsonl'),
      rows.map(row => `${JSON.stringify(row)}\n`).join(''),
    ),
  );

  it('makes nothing of rows that stand among other classes, or beside a tested one', async () => {
    const { rows: all, remarks } = await made(MAILS, {
      recipe: {
        op: 'text',
        column: 'text',
        steps: [{ op: 'case', to: 'upper' }],
      },
      amount: { type: 'times', times: 1 },
    });
    const reasonOf = (parent: string) =>
      all.find(({ parents }) => parents[0] === parent)?.reason;
    expect(reasonOf('odd')).toBe('parent-noise');
    expect(reasonOf('twin')).toBe('parent-near-held-out');
    expect(all.filter(({ reason }) => reason).length).toBe(2);
    expect(remarks).toEqual([
      'Parents were held against the others by embedding; what is made has no embedding of its own.',
    ]);
  });

  it('asks none that are personal', async () => {
    const { remarks } = await made(
      {
        ...MAILS,
        columns: [
          { name: 'text', type: 'text' },
          { name: 'embedding', type: 'list', personal: true },
        ],
      } as unknown as LabelledDataset,
      {
        recipe: {
          op: 'text',
          column: 'text',
          steps: [{ op: 'case', to: 'upper' }],
        },
        amount: { type: 'times', times: 1 },
      },
    );
    expect(remarks).toEqual([]);
  });
});

describe('augmentTable of pictures', () => {
  const side = 16;
  beforeAll(async () => {
    for (const label of ['lies', 'stands'])
      for (const split of ['train', 'test'])
        for (let i = 0; i < 6; i++) {
          const random = seededRandom(
            i + 1 + (split === 'test' ? 50 : 0) + (label === 'lies' ? 100 : 0),
          );
          const at = 2 + Math.floor(12 * random());
          const pixels = Buffer.from(
            Array.from({ length: side * side }, (_, p) => {
              const on =
                label === 'lies'
                  ? Math.floor(p / side) === at
                  : p % side === at;
              return on ? 200 + 40 * random() : 30 * random();
            }),
          );
          const file = path.join(directory, 'bars', split, label, `${i}.png`);
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(
            file,
            await sharp(pixels, {
              raw: { width: side, height: side, channels: 1 },
            })
              .png()
              .toBuffer(),
          );
        }
  });
  const BARS = {
    ...CLAIMS,
    name: 'bars',
    table: { path: 'bars', format: 'images' },
    key: 'path',
    classes: ['lies', 'stands'],
    columns: [{ name: 'bytes', type: 'image' }],
  } as unknown as LabelledDataset;

  it('puts pictures beside their parents, with facts of their own', async () => {
    const { rows, columns, left, remarks } = await made(BARS, {
      recipe: {
        op: 'picture',
        column: 'bytes',
        steps: [{ op: 'light', most: 0.3 }, { op: 'blur' }],
      },
      amount: { type: 'times', times: 1 },
    });
    expect(rows).toHaveLength(12);
    expect({ columns, left }).toEqual({ columns: [], left: [] });
    expect(remarks).toEqual([]);
    for (const { key, label, parents, picture } of rows) {
      expect(parents[0]).toMatch(`train/${label}/`);
      expect(key ?? `train/${label}/augmented-more-`).toMatch(
        `train/${label}/augmented-more-`,
      );
      expect(picture!.pixels).toMatchObject({ width: side, height: side });
    }
  });

  it('asks the model about pictures as its table has them', async () => {
    const asked: Row[] = [];
    await made(
      BARS,
      {
        recipe: { op: 'picture', column: 'bytes', steps: [{ op: 'blur' }] },
        amount: { type: 'rows', rows: 2 },
      },
      {
        model: {
          remark: '',
          manifest: {
            name: 'reader',
            classes: ['lies', 'stands'],
            preprocessing: {
              input: 'x',
              output: 'y',
              steps: [
                {
                  op: 'image',
                  column: 'bytes',
                  stored: 'encoded',
                  width: side,
                  height: side,
                  channels: 1,
                  layout: 'flat',
                  scale: 1,
                  offset: 0,
                },
              ],
            },
          } as never,
          model: {
            classify: async (given: readonly Row[]) => {
              asked.push(...given);
              return { p: new Float64Array(given.length * 2) };
            },
          } as never,
        },
      },
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const row of asked)
      expect((await sharp(row.bytes as Uint8Array).metadata()).width).toBe(
        side,
      );
  });
});
