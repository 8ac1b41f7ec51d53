import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable, writeSnapshot } from '@greenroom/dataset';
import { PredictionWriter } from '@greenroom/evaluation';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { readErrorRows } from '../explore/readErrorRows';
import { derive } from './derive';

const TEXTS = ['hi', 'HELLO', 'a letter, at length', '', 'привет'];

describe('derive', () => {
  const directory = createMockDirectory();
  const tell = () => {};

  const snapshotOf = async (
    source: Parameters<typeof openTable>[0],
    key: string,
  ) => {
    const file = directory.resolve(`${key}.parquet`);
    const table = await openTable(source);
    try {
      await writeSnapshot(table, file, { key });
    } finally {
      table.close();
    }
    return file;
  };

  it('reads features off texts, which then tell the rows of a run apart', async () => {
    const csv = directory.resolve('t.csv');
    await mkdir(path.dirname(csv), { recursive: true });
    await writeFile(
      csv,
      [
        'id,label,body,same',
        ...TEXTS.map((text, i) => `k${i},ham,"${text}",one`),
      ].join('\n'),
    );
    const table = await snapshotOf({ path: csv }, 'id');
    const out = directory.resolve('texts');
    await mkdir(out);
    const { features } = await derive(
      {
        table,
        columns: [
          { of: 'text', name: 'body' },
          { of: 'text', name: 'same' },
        ],
      },
      out,
      tell,
    );
    expect(features.map(({ name }) => name)).toEqual([
      'body length',
      'body script',
      'body share of capitals',
      'body share of punctuation',
    ]);
    const predictions = directory.resolve('said.parquet');
    const writer = await PredictionWriter.open();
    await writer.append(
      // Not in the order of the table.
      [4, 0, 2, 1, 3].map(i => ({
        key: `k${i}`,
        split: 'test',
        given: 'ham',
        predicted: 'ham',
      })),
    );
    await writer.finish(predictions);
    await writer.close();
    const rows = await readErrorRows({
      ...{ table, predictions, key: 'id', classes: ['ham'], features: [] },
      derived: { file: path.join(out, 'derived.parquet'), features },
    });
    expect(rows.keys).toEqual(['k0', 'k1', 'k2', 'k3', 'k4']);
    const [length, script] = rows.columns;
    expect(length).toMatchObject({
      name: 'body length',
      unit: 'characters',
      derivedFrom: 'body',
    });
    // An empty cell of CSV is no text.
    expect(length.values).toEqual(Float64Array.of(2, 5, 19, NaN, 6));
    expect(script.plan).toMatchObject({
      values: expect.arrayContaining(['Latin', 'Cyrillic']),
    });
  });

  it('reads features off picture files, and leaves out what cannot be decoded', async () => {
    const folder = directory.resolve('pictures/cat');
    await mkdir(folder, { recursive: true });
    const drawn = (grey: number) =>
      sharp({
        create: {
          ...{ width: 8, height: 4, channels: 3 },
          background: { r: grey, g: grey, b: grey },
        },
      })
        .png()
        .toBuffer();
    await writeFile(path.join(folder, 'dark.png'), await drawn(20));
    await writeFile(path.join(folder, 'light.png'), await drawn(240));
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const whole = await sharp({
      create: { width: 48, height: 48, channels: 3, background: '', noise },
    })
      .png()
      .toBuffer();
    await writeFile(
      path.join(folder, 'broken.png'),
      whole.subarray(0, whole.length / 2),
    );
    const table = await snapshotOf(
      { path: directory.resolve('pictures'), format: 'images' },
      'path',
    );
    const out = directory.resolve('seen');
    await mkdir(out);
    const { features } = await derive(
      { table, columns: [{ of: 'picture', name: 'bytes' }] },
      out,
      tell,
    );
    // All of one size, and none with contrast or colour.
    expect(features).toMatchObject([
      { name: 'bytes brightness', derivedFrom: 'bytes' },
    ]);
    const read = await openTable({
      path: path.join(out, 'derived.parquet'),
      format: 'parquet',
    });
    const rows = await read.query(
      'SELECT round("bytes brightness", 2) AS b FROM t ORDER BY "greenroom row"',
    );
    read.close();
    expect(rows.map(({ b }) => b)).toEqual([null, 0.08, 0.94]);
  });
});
