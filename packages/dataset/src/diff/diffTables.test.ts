import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '../openTable';
import { diffSnapshots } from '../snapshot/diffSnapshots';
import { writeSnapshot } from '../snapshot/writeSnapshot';
import type { Row } from '../Table';
import type { TableSpec } from '../table/TableSpec';
import { DiffOptions } from './diffSides';
import { diffTables } from './diffTables';
import type { TableDiff } from './TableDiff';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(120_000);

let directory: string;
let files = 0;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-diff-test-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function fileOf(text: string, ending = '.csv'): Promise<string> {
  const file = path.join(directory, `${files++}${ending}`);
  await writeFile(file, text);
  return file;
}

type Record = { id: string; label: string | null; x: number | null };

const records = fc
  .uniqueArray(
    fc.record<Record>({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e,f', 'g"h', "i'j"),
      label: fc.constantFrom('4', '9', 'text', null),
      x: fc.option(fc.integer({ min: -2, max: 2 })),
    }),
    { selector: ({ id }) => id, maxLength: 7 },
  )
  // The numbers must be numbers in both tables.
  .map((rows): Record[] => [{ id: 'always', label: 'text', x: 0.5 }, ...rows]);

function csvOf(rows: readonly Record[]): string {
  const cell = (value: string | number | null) =>
    value === null ? '' : `"${String(value).replace(/"/g, '""')}"`;
  return [
    'id,label,x',
    ...rows.map(({ id, label, x }) => [id, label, x].map(cell).join(',')),
  ].join('\n');
}

/** With the columns the other way round. */
function jsonLinesOf(rows: readonly Record[]): string {
  return rows
    .map(({ id, label, x }) => JSON.stringify({ x, label, id }))
    .join('\n');
}

/** Two snapshots of the files, compared. */
async function diffAsSnapshots(
  from: TableSpec,
  to: TableSpec,
  options: DiffOptions,
): Promise<TableDiff> {
  const [a, b] = await Promise.all(
    [from, to].map(async spec => {
      const table = await openTable(spec);
      try {
        const file = path.join(directory, `${files++}.parquet`);
        await writeSnapshot(table, file, { key: options.key?.[0] });
        return file;
      } finally {
        table.close();
      }
    }),
  );
  return diffSnapshots(a, b, options);
}

async function rowsOf(parquet: string): Promise<Row[]> {
  const table = await openTable({ path: parquet });
  try {
    return await table.query(
      `SELECT key, change, to_json("before") AS "before", to_json("after") AS "after" FROM t`,
    );
  } finally {
    table.close();
  }
}

const inOrder = (rows: readonly Record[]) =>
  rows
    // Cells of a text file are shown as they are written.
    .map(({ id, label, x }) => ({ id, label, x: x === null ? x : Number(x) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

function applied(rows: readonly Record[], changes: readonly Row[]): Record[] {
  const byKey = new Map(rows.map(row => [row.id, row]));
  for (const { key, change, after } of changes) {
    if (change === 'removed') byKey.delete(String(key));
    else byKey.set(String(key), JSON.parse(String(after)) as Record);
  }
  return inOrder([...byKey.values()]);
}

describe.each([
  ['two tables', diffTables],
  ['two snapshots', diffAsSnapshots],
])('the difference of %s', (_what, differ) => {
  it('applied to the one gives the other, whatever format and order they have', async () => {
    await fc.assert(
      fc.asyncProperty(records, records, async (before, after) => {
        const out = path.join(directory, `${files++}.parquet`);
        const diff = await differ(
          { path: await fileOf(csvOf(before)) },
          { path: await fileOf(jsonLinesOf([...after].reverse()), '.jsonl') },
          { key: ['id'], label: 'label', out },
        );
        const changes = await rowsOf(out);
        expect(applied(before, changes)).toEqual(inOrder(after));
        const kept = before.filter(row =>
          after.some(({ id }) => id === row.id),
        );
        const count = (change: string) =>
          changes.filter(row => row.change === change).length;
        expect(diff.rows).toEqual({
          from: before.length,
          to: after.length,
          added: after.length - kept.length,
          removed: before.length - kept.length,
          changed: count('changed'),
        });
      }),
      { numRuns: 12 },
    );
  });

  it('without a key is that of the two multisets', async () => {
    const contents = fc
      .array(fc.constantFrom('1,a', '2,a', '2,b', ',b'), { maxLength: 8 })
      .map(lines => ['3,c', ...lines]);
    const copies = (lines: readonly string[], line: string) =>
      lines.filter(each => each === line).length;
    await fc.assert(
      fc.asyncProperty(contents, contents, async (before, after) => {
        const diff = await differ(
          { path: await fileOf(['x,y', ...before].join('\n')) },
          { path: await fileOf(['x,y', ...after].join('\n')) },
          {},
        );
        const lines = [...new Set([...before, ...after])];
        const surplus = lines.map(
          line => copies(after, line) - copies(before, line),
        );
        const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
        expect(diff).toMatchObject({
          matchedBy: 'content',
          rows: {
            from: before.length,
            to: after.length,
            added: sum(surplus.filter(n => n > 0)),
            removed: sum(surplus.filter(n => n < 0).map(Math.abs)),
            changed: 0,
          },
        });
      }),
      { numRuns: 12 },
    );
  });

  it('counts cells by column and transitions of labels, most frequent first', async () => {
    const diff = await differ(
      { path: await fileOf('id,label,x\n1,4,1\n2,4,1\n3,9,1\n') },
      { path: await fileOf('id,label,x\n3,4,1\n2,9,7\n1,9,1\n') },
      { key: ['id'], label: 'label' },
    );
    expect(diff.cells).toEqual({ label: 3, x: 1 });
    expect(diff.labelTransitions).toEqual([
      { from: '4', to: '9', count: 2 },
      { from: '9', to: '4', count: 1 },
    ]);
  });

  it('does not hold for a change that a number is written anew', async () => {
    const diff = await differ(
      { path: await fileOf('id,x\n1,1.0\n2,2.50\n3,0.5\n') },
      { path: await fileOf('id,x\n1,1\n2,2.5\n3,0.5\n') },
      { key: ['id'] },
    );
    expect(diff).toMatchObject({ rows: { changed: 0 }, cells: {} });
  });

  it('holds for a change that a text is written anew', async () => {
    const diff = await differ(
      { path: await fileOf('id,x\n1,1.0\n2,v2\n') },
      { path: await fileOf('id,x\n1,1\n2,v2\n') },
      { key: ['id'] },
    );
    expect(diff.cells).toEqual({ x: 1 });
  });

  it('tells columns that came, went, or hold something else now', async () => {
    const diff = await differ(
      { path: await fileOf('id,gone,x\n1,a,1\n2,b,2\n') },
      { path: await fileOf('id,x,come\n1,1,a\n2,two,b\n') },
      { key: ['id'] },
    );
    expect(diff.columns).toEqual({
      added: ['come'],
      removed: ['gone'],
      retyped: [{ name: 'x', from: 'BIGINT', to: 'VARCHAR' }],
    });
    expect(diff.rows.changed).toBe(1);
  });

  it.each([
    [
      'stands twice in both',
      'id,x\n1,a\n1,b\n2,c\n',
      /not unique, or empty: 1/,
    ],
    ['is empty', 'id,x\n1,a\n,b\n', /not unique, or empty: \(empty\)/],
  ])('is refused where the key %s', async (_how, text, reason) => {
    const one = { path: await fileOf(text) };
    const other = { path: await fileOf(text.replace('a', 'z')) };
    await expect(differ(one, other, { key: ['id'] })).rejects.toThrow(reason);
  });

  it('is refused where the key stands twice in one of them', async () => {
    const once = { path: await fileOf('id,x\n1,a\n') };
    const twice = { path: await fileOf('id,x\n1,a\n2,b\n2,b\n') };
    for (const [from, to] of [
      [once, twice],
      [twice, once],
    ]) {
      await expect(differ(from, to, { key: ['id'] })).rejects.toThrow(
        /not unique, or empty: 2\./,
      );
    }
  });
});

describe('the difference of two tables', () => {
  it('names the line of a row that cannot be read', async () => {
    const good = await fileOf('id,x\n1,a\n');
    const ragged = await fileOf('id,x\n1,a\n2,b,c\n');
    await expect(
      diffTables({ path: good }, { path: ragged }, { key: ['id'] }),
    ).rejects.toMatchObject({ file: ragged, line: 3 });
  });

  it('tells labels that are lists of boxes as JSON', async () => {
    const scene = (label: string) =>
      fileOf(`{"id":"a","boxes":[{"label":"${label}","x":1}]}\n`, '.jsonl');
    const diff = await diffTables(
      { path: await scene('4') },
      { path: await scene('9') },
      { key: ['id'], label: 'boxes' },
    );
    expect(
      diff.labelTransitions.map(({ from, to }) =>
        [from, to].map(text => JSON.parse(text)),
      ),
    ).toEqual([[[{ label: '4', x: 1 }], [{ label: '9', x: 1 }]]]);
  });

  it('takes two columns together for a key', async () => {
    const diff = await diffTables(
      { path: await fileOf('a,b,x\n1,1,p\n1,2,q\n') },
      { path: await fileOf('a,b,x\n1,2,r\n1,1,p\n') },
      { key: ['a', 'b'] },
    );
    expect(diff.changedRows).toEqual([
      { key: '1,2', cells: [{ column: 'x', from: 'q', to: 'r' }] },
    ]);
  });
});
