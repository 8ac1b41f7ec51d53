import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable, writeSnapshot } from '@greenroom/dataset';
import { PredictionWriter } from '@greenroom/evaluation';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { readErrorRows } from '../explore/readErrorRows';
import { derive } from './derive';
import type { DerivedInput } from './DerivedInput';

const TEXTS = ['hi', 'HELLO', 'a letter, at length', '', 'привет'];

describe('derive', () => {
  const directory = createMockDirectory();
  const tell = () => {};

  const snapshotOf = async (
    source: Parameters<typeof openTable>[0],
    key: string,
  ) => {
    const file = directory.resolve(
      `${key}-${path.basename(String(source.path))}.snapshot.parquet`,
    );
    const table = await openTable(source);
    try {
      await writeSnapshot(table, file, { key });
    } finally {
      table.close();
    }
    return file;
  };

  /** What is derived, and its file in the order of the rows. */
  const derived = async (input: DerivedInput) => {
    const out = directory.resolve(`out-${path.basename(input.table)}`);
    await mkdir(out);
    const { features } = await derive(input, out, tell);
    const read = await openTable({
      path: path.join(out, 'derived.parquet'),
      format: 'parquet',
    });
    const values = await read.query('SELECT * FROM t ORDER BY "greenroom row"');
    read.close();
    return { features, values };
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
        hidden: [],
      },
      out,
      tell,
    );
    expect(features.map(({ name }) => name)).toEqual([
      'body length',
      'body script',
      'body language',
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
      { table, columns: [{ of: 'picture', name: 'bytes' }], hidden: [] },
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

  it('divides rows by their words, and names the clusters by those', async () => {
    const csv = directory.resolve('clustered.csv');
    const about = ['the parcel came late', 'refund my card please'];
    await writeFile(
      csv,
      [
        'id,label,body',
        ...Array.from(
          { length: 24 },
          (_, i) => `k${10 + i},ham,${about[i % 2]}`,
        ),
      ].join('\n'),
    );
    const table = await snapshotOf({ path: csv }, 'id');
    const { features, values } = await derived({
      ...{ table, key: 'id', hidden: [] },
      columns: [{ of: 'text', name: 'body' }],
    });
    expect(features).toContainEqual({
      name: 'body cluster',
      isNumber: false,
      derivedFrom: 'body',
      isOfVersion: true,
    });
    const clusters = values.map(row => String(row['body cluster']));
    expect(new Set(clusters).size).toBe(2);
    clusters.forEach((cluster, i) =>
      expect(cluster).toMatch(i % 2 ? /refund|card/ : /parcel|late/),
    );
  });

  it('divides rows by an embedding where there is one, and names a row in the middle', async () => {
    const file = directory.resolve('embedded.parquet');
    await mkdir(path.dirname(file), { recursive: true });
    const csv = directory.resolve('any.csv');
    await writeFile(csv, 'a\n1\n');
    const any = await openTable({ path: csv });
    await any.query(
      `COPY (SELECT 'k' || (10 + i) AS id, 'a text of some words ' || i AS body,
          [CASE WHEN i % 2 = 0 THEN 1.0 ELSE 0.0 END, 0.5, i / 1000] :: FLOAT[3] AS vector
          FROM range(24) r(i)) TO '${file}' (FORMAT parquet)`,
    );
    any.close();
    const table = await snapshotOf({ path: file, format: 'parquet' }, 'id');
    const { features, values } = await derived({
      ...{ table, key: 'id', hidden: [] },
      columns: [{ of: 'text', name: 'body' }],
    });
    const names = features.map(({ name }) => name);
    expect(names).toContain('vector cluster');
    expect(names).not.toContain('body cluster');
    expect(values[0]['vector cluster']).toMatch(/^\d \(like row k\d+\)$/);
    expect(values[0]['vector cluster']).not.toBe(values[1]['vector cluster']);
  });
});
