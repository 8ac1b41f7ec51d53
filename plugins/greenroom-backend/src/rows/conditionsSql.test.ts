import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable } from '@greenroom/dataset';
import { meetsConditions } from '@greenroom/evaluation';
import type { DeclaredConditions } from '@greenroom/manifest';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { conditionsSql } from './conditionsSql';

const CASES: readonly DeclaredConditions[] = [
  { site: 'north' },
  { site: ["o'hara", 'east'] },
  { site: null },
  { width: 3 },
  { width: '3' },
  { width: { from: 2, below: 4 } },
  { code: 7 },
  { code: '007' },
  { flag: true },
  { site: 'north', width: { below: 3 } },
];

describe('conditionsSql', () => {
  const directory = createMockDirectory();

  it('finds the rows that meet the conditions, and no other', async () => {
    const file = directory.resolve('rows/t.csv');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(
      file,
      [
        'site,width,code,flag',
        'north,1,007,true',
        'north,3,7,false',
        "o'hara,3.5,x,true",
        'east,,8,false',
        ',2,,true',
      ].join('\n'),
    );
    const table = await openTable({ path: file });
    try {
      const rows = await table.query('SELECT * FROM t');
      const columns = table.columns.map(({ name }) => name);
      for (const where of CASES) {
        const sql = conditionsSql(where, { columns, features: [] });
        const found = await table.query(`SELECT * FROM t WHERE ${sql}`);
        expect([where, found]).toEqual([
          where,
          rows.filter(row => meetsConditions(where, row)),
        ]);
      }
    } finally {
      table.close();
    }
  });

  it('asks a feature of the texts by its own name, and nothing that is unknown', () => {
    const known = { columns: ['body'], features: ['body length'] };
    expect(conditionsSql({ 'body length': { from: 9 } }, known)).toBe(
      '(TRY_CAST(x."body length" AS DOUBLE) >= 9)',
    );
    expect(conditionsSql({ 'body length': 1, site: 'x' }, known)).toBe(
      undefined,
    );
  });
});
