import { halfOf } from '@greenroom/error-analysis';
import { UsageError } from '../UsageError';
import type { ErrorTable } from './readErrorTable';

/** Rows that slices are found on, and others that confirm them. */
export type PartedRows = {
  readonly found: ErrorTable;
  readonly confirming?: ErrorTable;
};

/**
 * @param by - `half`, or a column and the value of the rows that confirm: `split=test`. The column is then no feature.
 * @throws UsageError where there is no such column, or a side has no row
 */
export function partRows(
  table: ErrorTable,
  by: string | undefined,
): PartedRows {
  if (by === undefined) return { found: table };
  const { isConfirming, features } =
    by === 'half' ? halves(table) : splits(table, by);
  const parts: Record<'found' | 'confirming', number[]> = {
    found: [],
    confirming: [],
  };
  for (let row = 0; row < table.rows; row++)
    parts[isConfirming(row) ? 'confirming' : 'found'].push(row);
  const side = (rows: readonly number[]) => {
    if (rows.length === 0)
      throw new UsageError(
        `--confirm ${by} leaves no row on one side. Name rows of which there are some, but not all.`,
      );
    return rowsOf({ ...table, features }, rows);
  };
  return { found: side(parts.found), confirming: side(parts.confirming) };
}

/** By the places of the rows: the same halves each time. */
function halves({ features }: ErrorTable) {
  return {
    isConfirming: (row: number) => halfOf(String(row)) === 'confirm',
    features,
  };
}

function splits({ features }: ErrorTable, by: string) {
  const at = by.indexOf('=');
  const [name, value] = [by.slice(0, at), by.slice(at + 1)];
  const column = features.find(feature => feature.name === name);
  if (at < 0 || !column)
    throw new UsageError(
      `--confirm is ${by}. Say half, or a column and the value of the rows that confirm: split=test. Columns: ${features
        .map(feature => feature.name)
        .join(', ')}.`,
    );
  const { values } = column;
  return {
    isConfirming: (row: number) =>
      values instanceof Float64Array
        ? values[row] === Number(value)
        : values.values[values.codes[row]] === value,
    features: features.filter(feature => feature !== column),
  };
}

function rowsOf(table: ErrorTable, rows: readonly number[]): ErrorTable {
  const errors = new Float64Array(new SharedArrayBuffer(rows.length * 8));
  rows.forEach((row, i) => {
    errors[i] = table.errors[row];
  });
  return {
    rows: rows.length,
    errors,
    features: table.features.map(({ name, values }) => ({
      name,
      values:
        values instanceof Float64Array
          ? Float64Array.from(rows, row => values[row])
          : {
              codes: Int32Array.from(rows, row => values.codes[row]),
              values: values.values,
            },
    })),
  };
}
