import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from './openTable';
import type { TableSpec } from './table/TableSpec';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-open-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The rows of a file of that name and content. */
async function rowsOf(
  name: string,
  text: string,
  columns?: TableSpec['columns'],
) {
  const file = path.join(directory, name);
  await writeFile(file, text);
  const table = await openTable({ path: file, columns });
  try {
    return await table.query('SELECT * FROM t');
  } finally {
    table.close();
  }
}

describe('openTable', () => {
  it('joins side tables in, whatever the type of their key', async () => {
    const main = path.join(directory, 'labels.csv');
    const side = path.join(directory, 'pixels.jsonl');
    await writeFile(main, 'id,label\n1,a\n2,b\n');
    await writeFile(side, '{"id":"2","pixels":[0,255]}\n');
    const table = await openTable({
      path: main,
      join: [{ path: side, on: 'id' }],
    });
    expect(await table.query('SELECT * FROM t ORDER BY id')).toEqual([
      { id: 1, label: 'a', pixels: null },
      { id: 2, label: 'b', pixels: [0, 255] },
    ]);
    table.close();
  });

  it('keeps quotes, line breaks, byte order mark and CR LF of a CSV out of the values', async () => {
    expect(
      await rowsOf('quoted.csv', '\uFEFFid,v\r\n1,"a\r\nb"\r\n2,"q""q"\r\n'),
    ).toEqual([
      { id: 1, v: 'a\r\nb' },
      { id: 2, v: 'q"q' },
    ]);
  });

  it('takes a column for numbers whose first ten thousand cells are empty', async () => {
    const lines = Array.from({ length: 10_050 }, (_, i) =>
      i < 10_020 ? `${i},` : `${i},${i}`,
    );
    const rows = await rowsOf('late.csv', ['id,n', ...lines].join('\n'));
    expect(rows.at(-1)).toEqual({ id: 10_049, n: 10_049 });
  });

  it('takes values of several types for texts, as a CSV would', async () => {
    expect(
      await rowsOf('mixed.jsonl', '{"v":"abc"}\n{"v":5}\n{"v":{"a":1}}\n'),
    ).toEqual([{ v: 'abc' }, { v: '5' }, { v: '{"a":1}' }]);
  });

  it('keeps every digit of a long number', async () => {
    const text = 'id\n12345678901234567890\n12345678901234567891\n';
    expect(await rowsOf('long.csv', text)).toEqual([
      { id: '12345678901234567890' },
      { id: '12345678901234567891' },
    ]);
  });

  it.each(['typed.csv', 'typed.jsonl'])(
    'reads %s under the declared types',
    async name => {
      const text = name.endsWith('csv')
        ? 'id,zip\n1,01234\n'
        : '{"id":1,"zip":"01234"}';
      const columns = [
        { name: 'id', type: 'string' },
        { name: 'zip', type: 'integer' },
      ];
      expect(await rowsOf(name, text, columns)).toEqual([
        { id: '1', zip: 1234 },
      ]);
    },
  );

  it.each([
    ['bad.jsonl', '{"v":1}\n{"v":\n', 2, /no JSON object/],
    ['list.jsonl', '[1,2]\n', 1, /no JSON object/],
    ['none.jsonl', '', 1, /no rows/],
    ['case.csv', 'id,ID\n1,2\n', 1, /upper and lower case/],
    ['unnamed.csv', 'id,\n1,2\n', 1, /no name in the header/],
    ['short.csv', 'id,v\n1,2\n3\n', 3, /1 cells; the header names 2/],
  ])('names the line of the fault in %s', async (name, text, line, message) => {
    await expect(rowsOf(name, text)).rejects.toMatchObject({
      name: 'TableError',
      file: path.join(directory, name),
      line,
      message: expect.stringMatching(message),
    });
  });

  it('names the line of a cell that is not of its declared type', async () => {
    const columns = [{ name: 'n', type: 'integer' }];
    await expect(
      rowsOf('cell.csv', 'v,n\n"two\nlines",1\nx,many\n', columns),
    ).rejects.toMatchObject({
      line: 4,
      message: expect.stringMatching(/row 2 has "many"/),
    });
    await expect(
      rowsOf('cell.jsonl', '{"n":1}\n{"n":"many"}\n', columns),
    ).rejects.toMatchObject({ line: 2 });
  });

  it('refuses a file that is not there, or of an unknown format', async () => {
    await expect(openTable({ path: '/no/such.csv' })).rejects.toThrow(
      'There is no such file.',
    );
    await expect(rowsOf('rows.xlsx', 'PK')).rejects.toThrow(/Name it: csv/);
  });

  it('refuses a side table whose key is not unique', async () => {
    const main = path.join(directory, 'main.csv');
    const side = path.join(directory, 'twice.csv');
    await writeFile(main, 'id,label\n1,a\n');
    await writeFile(side, 'id,x\n1,2\n1,3\n');
    await expect(
      openTable({ path: main, join: [{ path: side, on: 'id' }] }),
    ).rejects.toThrow(/id stands more than once in this side table: 1/);
  });
});
