import { openTable, Table, TableSpec } from '@greenroom/dataset';
import { inputFile } from './inputFile';

/**
 * Does something with a table named by a path, or by `REV:PATH` inside a git
 * repository.
 *
 * @throws UsageError, TableError naming file and remedy
 */
export async function withInput<T>(
  name: string,
  use: (table: Table) => Promise<T>,
  types: Pick<TableSpec, 'columns' | 'undeclared'> = {},
): Promise<T> {
  const file = await inputFile(name);
  try {
    const table = await openTable({ path: [file], ...types });
    try {
      return await use(table);
    } finally {
      table.close();
    }
  } finally {
    await file.close();
  }
}
