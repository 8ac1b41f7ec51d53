import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { openTable } from '../openTable';
import type { TableSpec } from './TableSpec';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-bad-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array) {
  const file = path.join(directory, name);
  await writeFile(file, content);
  return file;
}

async function refusal(spec: TableSpec) {
  const table = await openTable(spec).catch(error => error);
  if (!(table instanceof Error)) throw new Error('It was opened.');
  return table;
}

describe('openTable', () => {
  it.each<[string, string | Buffer, number | undefined, RegExp]>([
    ['ragged.csv', 'id,v\n1,a\n2,b,c\n', 3, /3 cells; the header names 2/],
    ['open.csv', 'id,v\n1,"a\n2,b\n', 2, /Close every quote/],
    ['both.csv', 'a,b;c\n1,2;3\n', 1, /table\.dialect\.delimiter/],
    ['latin.csv', Buffer.from('id,v\n1,\xeb\n', 'latin1'), 2, /UTF-8/],
    ['nulls.csv', Buffer.from('id,v\n', 'utf16le'), 1, /dialect\.encoding/],
    ['cut.csv.gz', gzipSync('id\n1\n').subarray(0, 12), undefined, /cut short/],
    ['object.json', '{"a":1}', undefined, /no list of objects/],
    ['mixed.json', '[{"a":1},3]', undefined, /no list of objects/],
    ['bad.json', '[{"a":1},{"a":}]', undefined, /is no JSON/],
    [
      'deep.jsonl',
      `{"a":1}\n{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`,
      2,
      /nested/,
    ],
    ['case.jsonl', '{"id":1,"ID":2}\n', undefined, /upper and lower case/],
  ])(
    'refuses %s with file, place and remedy',
    async (name, text, line, message) => {
      const file = await put(name, text);
      expect(await refusal({ path: file })).toMatchObject({
        name: 'TableError',
        file,
        line,
        message: expect.stringMatching(message),
      });
    },
  );

  it('names the file at fault among many, not the path on this machine', async () => {
    const good = await put('good.csv', 'id\n1\n');
    const bad = await put('bad.csv', 'id\n1,2\n');
    const spec = {
      path: [
        { path: good, name: 'data/good.csv' },
        { path: bad, name: 'data/bad.csv' },
      ],
    };
    const error = await refusal(spec);
    expect(error).toMatchObject({ file: 'data/bad.csv', line: 2 });
    expect(error.message).not.toContain(directory);
  });

  it('names file and line of a cell that is not of its declared type among many files', async () => {
    const good = await put('n1.csv', 'n\n1\n');
    const bad = await put('n2.csv', 'n\n2\n1.5\n');
    expect(
      await refusal({
        path: [good, bad],
        columns: [{ name: 'n', type: 'integer' }],
      }),
    ).toMatchObject({
      file: bad,
      line: 3,
      message: expect.stringContaining('"1.5"'),
    });
  });

  it('refuses files that do not have the same columns', async () => {
    const one = await put('one.csv', 'id,a\n1,2\n');
    const other = await put('other.csv', 'id,b\n1,2\n');
    expect(await refusal({ path: [one, other] })).toMatchObject({
      file: other,
      message: expect.stringMatching(/lacks a and has b besides/),
    });
  });

  it('refuses a compressed file that unpacks to far more than a table would', async () => {
    const file = path.join(directory, 'bomb.csv.gz');
    const gzip = createGzip();
    gzip.pipe(createWriteStream(file));
    const zeros = Buffer.alloc(1 << 20, '0');
    for (let i = 0; i < 300; i++)
      if (!gzip.write(zeros)) await once(gzip, 'drain');
    gzip.end();
    await finished(gzip);
    expect(await refusal({ path: file })).toMatchObject({
      file,
      message: expect.stringMatching(/unpacks to more than/),
    });
  });

  it('refuses Parquet that is cut short, and Parquet of other columns', async () => {
    const parquetOf = async (name: string, text: string) => {
      const table = await openTable({ path: await put(`${name}.csv`, text) });
      const parquet = path.join(directory, `${name}.parquet`);
      await table.writeParquet(parquet);
      table.close();
      return parquet;
    };
    const whole = await parquetOf('whole', 'id,x\n1,2\n');
    const other = await parquetOf('another', 'id,y\n1,2\n');
    expect(await refusal({ path: [whole, other] })).toMatchObject({
      file: other,
      message: expect.stringMatching(/differ: x, y/),
    });
    const large = `id\n${Array.from({ length: 5_000 }, (_, i) => i * 7919).join(
      '\n',
    )}\n`;
    const bytes = await readFile(await parquetOf('large', large));
    const damaged = await put('damaged.parquet', bytes.fill(7, 4, 4_000));
    const table = await openTable({ path: damaged });
    await expect(table.query('SELECT * FROM t')).rejects.toMatchObject({
      name: 'TableError',
      file: damaged,
      message: expect.stringMatching(/damaged/),
    });
    table.close();
    await truncate(other, 100);
    expect(await refusal({ path: other })).toMatchObject({
      file: other,
      message: expect.stringMatching(/cut short/),
    });
  });

  it('refuses a column of splits that the file has already', async () => {
    const file = await put('split.csv', 'id,split\n1,a\n');
    expect(
      await refusal({ splits: [{ name: 'train', path: file }] }),
    ).toMatchObject({ file, message: expect.stringMatching(/Keep one/) });
  });

  it('refuses a folder, and what is no ordinary file', async () => {
    expect((await refusal({ path: directory, format: 'csv' })).message).toMatch(
      /a folder/,
    );
    expect(
      (await refusal({ path: '/dev/zero', format: 'csv' })).message,
    ).toMatch(/no ordinary file/);
  });
});
