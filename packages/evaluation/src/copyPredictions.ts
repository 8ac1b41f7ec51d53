import {
  identifier,
  literal,
  openTable,
  type TableColumn,
  type TableSpec,
} from '@greenroom/dataset';
import { ModelError } from './ModelError';

/**
 * Copies predictions that were made elsewhere as Parquet: `key` as text, and
 * what is chosen beside it.
 *
 * @param select - SQL of the other columns, from those that the file has
 * @throws ModelError where it has no key, or a key stands twice
 */
export async function copyPredictions(
  file: TableSpec,
  {
    name,
    key,
    out,
  }: { readonly name: string; readonly key: string; readonly out: string },
  select: (columns: readonly TableColumn[]) => string,
): Promise<void> {
  const table = await openTable(file);
  try {
    const chosen = select(table.columns);
    const keyColumn = [key, 'key'].find(column =>
      table.columns.some(each => each.name === column),
    );
    if (!keyColumn)
      throw new ModelError(
        `${name} has no column with the key, which is named ${key} or key. It has ${table.columns
          .slice(0, 20)
          .map(column => column.name)
          .join(', ')}.`,
        name,
      );
    const keyText = `CAST(${identifier(keyColumn)} AS VARCHAR)`;
    const [twice] = await table.query(
      `SELECT ${keyText} AS key FROM t GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1`,
    );
    if (twice) {
      throw new ModelError(
        `${name} has more than one prediction of the row ${twice.key}. Keep one a row.`,
        name,
      );
    }
    await table.query(
      `COPY (SELECT ${keyText} AS key, ${chosen} FROM t) TO ${literal(
        out,
      )} (FORMAT PARQUET)`,
    );
  } finally {
    table.close();
  }
}
