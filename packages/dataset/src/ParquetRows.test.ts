import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from './openTable';
import { type ParquetCell, ParquetRows } from './ParquetRows';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-parquet-rows-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function written(chunks: Iterable<readonly ParquetCell[]>[]) {
  const file = path.join(directory, 'rows.parquet');
  const rows = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    { name: 'loss', type: 'DOUBLE' },
    { name: 'p', type: 'DOUBLE[]' },
  ]);
  try {
    for (const chunk of chunks) await rows.append(chunk);
    await rows.finish(file);
  } finally {
    await rows.close();
  }
  const table = await openTable({ path: file });
  try {
    return {
      columns: table.columns,
      rows: await table.query('SELECT * FROM t LIMIT 5'),
      count: table.rowCount,
      // Of rows in order, every key is its place.
      misplaced: await table.query(
        'SELECT key FROM (SELECT key, row_number() OVER () - 1 AS place FROM t) WHERE key != CAST(place AS VARCHAR)',
      ),
    };
  } finally {
    table.close();
  }
}

describe('ParquetRows', () => {
  it('writes texts, numbers, lists and what is absent', async () => {
    const { columns, rows } = await written([
      [['0', 0.5, [0.25, 0.75]]],
      [['1', null, null]],
    ]);
    expect(columns.map(({ type }) => type)).toEqual([
      'VARCHAR',
      'DOUBLE',
      'DOUBLE[]',
    ]);
    expect(rows).toEqual([
      { key: '0', loss: 0.5, p: [0.25, 0.75] },
      { key: '1', loss: null, p: null },
    ]);
  });

  it('keeps the order of more rows than it holds', async () => {
    const rows = Array.from({ length: 260_000 }, (_, i) => [
      String(i),
      i,
      null,
    ]);
    const { count, misplaced } = await written([
      rows.slice(0, 1_000),
      rows.slice(1_000),
    ]);
    expect(count).toBe(260_000);
    expect(misplaced).toEqual([]);
  });

  it('writes a file without rows', async () => {
    const { count, columns } = await written([]);
    expect(count).toBe(0);
    expect(columns).toHaveLength(3);
  });
});
