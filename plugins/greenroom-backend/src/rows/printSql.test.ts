import { QueryPool } from '@greenroom/dataset';
import { printSql } from './printSql';

describe('printSql', () => {
  const pool = new QueryPool({
    memory: '128MB',
    threads: 1,
    queriesAtATime: 1,
    timeoutMillis: 10_000,
  });
  afterAll(() => pool.close());

  const print = async (
    cells: Record<string, readonly [sql: string, type: string]>,
  ) => {
    const columns = Object.entries(cells);
    const [row] = await pool.query(
      `WITH t AS (SELECT ${columns
        .map(([name, [sql, type]]) => `CAST(${sql} AS ${type}) AS "${name}"`)
        .join(', ')}) SELECT ${printSql(
        columns.map(([name, [, type]]) => ({ name, type })),
        ['label'],
      )} AS p FROM t`,
      [],
    );
    return row.p;
  };
  const row = { id: ['1', 'INTEGER'], x: [`'a'`, 'VARCHAR'] } as const;

  it('is the same whatever the label, the order and the width of columns', async () => {
    const before = await print({ ...row, label: [`'4'`, 'VARCHAR'] });
    expect(
      await print({
        label: [`'9'`, 'VARCHAR'],
        x: row.x,
        empty: ['NULL', 'BOOLEAN'],
        id: ['1', 'DOUBLE'],
      }),
    ).toBe(before);
  });

  it('is another where a cell changed or moved to another column', async () => {
    const prints = await Promise.all([
      print(row),
      print({ ...row, x: [`'b'`, 'VARCHAR'] }),
      print({ id: row.id, y: row.x }),
      print({ id: row.id, "it's": row.x }),
      print({ id: row.id, x: [`'a'`, 'BLOB'] }),
      print({ id: row.id, x: ['[1, 2]', 'UTINYINT[]'] }),
      print({ id: row.id, x: ['[1, 3]', 'UTINYINT[]'] }),
    ]);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
