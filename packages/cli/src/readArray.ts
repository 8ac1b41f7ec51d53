import { readFile } from 'node:fs/promises';
import { withInput } from './withInput';
import { readNpy } from './readNpy';
import { UsageError } from './UsageError';

/** An array as a command takes it: n values, or n rows of several. */
export type NamedArray = {
  readonly values: Float64Array;
  readonly shape: readonly number[];
  /** Set where the values were texts: values index into it. */
  readonly classes?: readonly string[];
};

/**
 * Reads an ARRAY: a `.npy` file, or `TABLE#COLUMN`, or `TABLE#A,B,C` for
 * several columns, where a cell that is no number is NaN. Texts of one column
 * become indices of their sorted different values.
 *
 * @throws UsageError naming the file and what is expected
 */
export async function readArray(name: string): Promise<NamedArray> {
  if (name.endsWith('.npy')) {
    const bytes = await readFile(name).catch(() => {
      throw new UsageError(`There is no file ${name}.`);
    });
    return readNpy(bytes, name);
  }
  const hash = name.lastIndexOf('#');
  if (hash < 0) {
    throw new UsageError(`${name} is neither a .npy file nor TABLE#COLUMN.`);
  }
  const columns = name.slice(hash + 1).split(',');
  return withInput(name.slice(0, hash), async table => {
    const missing = columns.filter(
      column => !table.columns.some(known => known.name === column),
    );
    if (missing.length > 0) {
      throw new UsageError(
        `${name.slice(0, hash)} has no column ${missing.join(
          ', ',
        )}. It has ${table.columns.map(known => known.name).join(', ')}.`,
      );
    }
    const rows = await table.query(
      `SELECT ${columns
        .map(column => `"${column.replace(/"/g, '""')}"`)
        .join(', ')} FROM t`,
    );
    if (columns.length > 1) {
      return {
        values: Float64Array.from(
          rows.flatMap(row =>
            columns.map(column =>
              row[column] === null ? NaN : Number(row[column]),
            ),
          ),
        ),
        shape: [rows.length, columns.length],
      };
    }
    return indexed(rows.map(row => row[columns[0]]));
  });
}

function indexed(cells: readonly unknown[]): NamedArray {
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
