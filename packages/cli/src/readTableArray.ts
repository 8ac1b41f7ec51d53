import type { Row } from '@greenroom/dataset';
import type { NamedArray } from './readArray';
import { UsageError } from './UsageError';
import { withInput } from './withInput';

/**
 * Columns of a table as an array; `*` are all of them. Of several columns a cell
 * that is no number is NaN.
 *
 * @throws UsageError naming table, row and column
 */
export async function readTableArray(
  table: string,
  columns: string,
): Promise<NamedArray> {
  return withInput(table, async opened => {
    const known = opened.columns.map(({ name }) => name);
    const wanted = columns === '*' ? known : columns.split(',');
    const missing = wanted.filter(column => !known.includes(column));
    if (missing.length > 0) {
      throw new UsageError(
        `${table} has no column ${missing.join(', ')}. It has ${known.join(
          ', ',
        )}.`,
      );
    }
    const rows = await opened.query(
      `SELECT ${wanted
        .map(column => `"${column.replace(/"/g, '""')}"`)
        .join(', ')} FROM t`,
    );
    if (wanted.length === 1) return oneColumn(table, wanted[0], rows);
    return {
      values: Float64Array.from(
        rows.flatMap(row =>
          wanted.map(column =>
            row[column] === null ? NaN : Number(row[column]),
          ),
        ),
      ),
      shape: [rows.length, wanted.length],
    };
  });
}

function oneColumn(
  table: string,
  column: string,
  rows: readonly Row[],
): NamedArray {
  const cells = rows.map(row => row[column]);
  const empty = cells.indexOf(null);
  if (empty >= 0) {
    throw new UsageError(
      `${table}: row ${empty}, column ${column} is empty. Leave such rows out, of the other arrays too.`,
    );
  }
  const shape = [cells.length];
  if (
    cells.every(cell => typeof cell === 'number' || typeof cell === 'bigint')
  ) {
    return { values: Float64Array.from(cells, Number), shape };
  }
  const texts = cells.map(String);
  const classes = [...new Set(texts)].sort();
  const index = new Map(classes.map((text, i) => [text, i]));
  return {
    values: Float64Array.from(texts, text => index.get(text)!),
    shape,
    classes,
  };
}
