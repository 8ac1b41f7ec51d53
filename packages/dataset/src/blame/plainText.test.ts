import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '../openTable';
import { cellText } from './cellText';
import type { CsvImage } from './CsvImage';
import { plainText } from './plainText';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-plain-test-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

function rowsOf(image: CsvImage): string[][] {
  const spans = new Uint32Array(2 * image.names.length);
  return Array.from({ length: image.rowCount }, (_, row) => {
    image.readSpans(row, spans);
    return image.names.map((_name, i) =>
      cellText(image.bytes, spans[2 * i], spans[2 * i + 1]),
    );
  });
}

/** Text made of what CSV readers stumble over. */
const oddText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('a', '1', ',', ',', '\n', '\n') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('"', '""', '\r\n', '\r', ';', ' ', '#'),
      },
    ),
    { maxLength: 24 },
  )
  .map(parts => `x,y\n${parts.join('')}`);

describe('plainText', () => {
  it('takes for rows what openTable takes for rows, or leaves the file to it', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(oddText, async text => {
        const image = plainText(Buffer.from(text), 'csv');
        if (!image) return;
        taken++;
        const file = path.join(directory, 'odd.csv');
        await writeFile(file, text);
        const table = await openTable({
          path: file,
          columns: image.names.map(name => ({ name, type: 'string' })),
        });
        try {
          const rows = await table.query('SELECT * FROM t');
          expect(rowsOf(image)).toEqual(
            rows.map(row => image.names.map(name => row[name] ?? '')),
          );
        } finally {
          table.close();
        }
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(10);
  });

  it.each([
    ['another delimiter in the header', 'a;b,c\n1,2\n'],
    ['one column', 'a\n1\n'],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff])],
    ['null bytes', 'a,b\n1,\0\n'],
    ['mixed line ends', 'a,b\r\n1,2\n3,4\r\n'],
    ['a blank line', 'a,b\n\n1,2\n'],
    ['a quote inside a cell', 'a,b\n1,2"3\n'],
    ['two names alike', 'a,A\n1,2\n'],
    ['a row that is too long', 'a,b\n1,2,3\n'],
  ])('leaves %s to openTable', (_what, bytes) => {
    expect(plainText(Buffer.from(bytes as string), 'csv')).toBeUndefined();
  });

  it('reads a byte order mark, quoted line breaks and a last line without end', () => {
    const image = plainText(
      Buffer.from('\uFEFF"a","b ""c"""\r\n"1\r\n",""\r\n2,x'),
      'csv',
    );
    expect(image?.names).toEqual(['a', 'b "c"']);
    expect(image && rowsOf(image)).toEqual([
      ['1\r\n', ''],
      ['2', 'x'],
    ]);
  });
});
