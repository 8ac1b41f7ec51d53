import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable, writeSnapshot } from '@greenroom/dataset';
import { mkdir, writeFile } from 'node:fs/promises';
import { editedRows } from './editedRows';

const keys = ['a', 'b', 'c', 'd'];

describe('editedRows', () => {
  const directory = createMockDirectory();

  const snapshotOf = async (name: string, lines: readonly string[]) => {
    await mkdir(directory.resolve('.'), { recursive: true });
    const csv = directory.resolve(`${name}.csv`);
    await writeFile(csv, lines.join('\n'));
    const file = directory.resolve(`${name}.parquet`);
    const table = await openTable({ path: csv });
    try {
      await writeSnapshot(table, file, { key: 'id' });
    } finally {
      table.close();
    }
    return { table: file, key: 'id' };
  };

  it('are those with another input, not those with another label, nor all where a column is new', async () => {
    const then = await snapshotOf('then', [
      'id,label,text',
      'a,yes,one',
      'b,yes,two',
      'c,no,',
    ]);
    const now = await snapshotOf('now', [
      'id,label,text,source',
      'a,no,one,x',
      'b,yes,two of them,x',
      'c,no,three,x',
      'd,no,four,x',
    ]);
    expect([...(await editedRows({ keys }, now, then, ['label']))]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([...(await editedRows({ keys }, now, now, ['label']))]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
