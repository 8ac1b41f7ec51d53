import { identifier } from '@greenroom/dataset';
import type { Table } from '@greenroom/dataset';
import { TextColumnBuilder } from '@greenroom/error-analysis';
import type { ColumnValues } from '@greenroom/error-analysis';
import { UsageError } from '../UsageError';

export type ErrorFeature = {
  readonly name: string;
  readonly values: ColumnValues;
};

export type ErrorTable = {
  readonly rows: number;
  readonly features: readonly ErrorFeature[];
  /** In memory that threads share. */
  readonly errors: Float64Array;
};

/**
 * The error and the features of each row, in the order of the file.
 *
 * @param wanted - names of features; all other columns where absent
 * @throws UsageError naming table, column, row and remedy
 */
export async function readErrorTable(
  table: Table,
  error: string,
  wanted?: readonly string[],
): Promise<ErrorTable> {
  const known = table.columns.map(({ name }) => name);
  const names = wanted ?? known.filter(name => name !== error);
  const missing = [error, ...names].filter(name => !known.includes(name));
  if (missing.length > 0) {
    throw new UsageError(
      `${table.file} has no column ${missing.join(', ')}. It has ${known.join(
        ', ',
      )}.`,
    );
  }
  const rows = table.rowCount;
  const errors = new Float64Array(new SharedArrayBuffer(rows * 8));
  const features = names.map(name => sinkOf(table, name));
  const sinks = [
    numberSink(`TRY_CAST(${identifier(error)} AS DOUBLE)`, errors),
    ...features,
  ];
  for await (const chunk of table.streamColumns(
    `SELECT ${sinks.map(({ sql }) => sql).join(', ')} FROM t`,
  ))
    for (const [i, sink] of sinks.entries()) sink.add(chunk[i]);
  assertErrors(table.file, error, errors);
  return {
    rows,
    errors,
    features: features.map((sink, f) => ({
      name: names[f],
      values: sink.finish(),
    })),
  };
}

/** Takes the cells of a column in the order of the rows. */
type Sink = {
  readonly sql: string;
  add(values: readonly unknown[]): void;
  finish(): ColumnValues;
};

function sinkOf(table: Table, name: string): Sink {
  const { type } = table.columns.find(column => column.name === name)!;
  const id = identifier(name);
  if (/INT|DOUBLE|FLOAT|DECIMAL/.test(type) && !type.endsWith(']'))
    return numberSink(
      `CAST(${id} AS DOUBLE)`,
      new Float64Array(table.rowCount),
    );
  const texts = new TextColumnBuilder(table.rowCount);
  return {
    sql: `CAST(${id} AS VARCHAR)`,
    add: values => {
      for (const value of values) texts.add(value as string | null);
    },
    finish: () => texts.finish(),
  };
}

/** What is empty, or no number, is NaN. */
function numberSink(sql: string, numbers: Float64Array): Sink {
  let at = 0;
  return {
    sql,
    add: values => {
      for (const value of values)
        numbers[at++] = value === null ? NaN : Number(value);
    },
    finish: () => numbers,
  };
}

function assertErrors(
  file: string,
  column: string,
  errors: Float64Array,
): void {
  const row = errors.findIndex(error => !(error >= 0) || error === Infinity);
  if (row < 0) return;
  const found = Number.isNaN(errors[row])
    ? 'is empty or no number'
    : `is ${errors[row]}`;
  throw new UsageError(
    `${file}: row ${row}, column ${column} ${found}. Errors are numbers from 0 up: 1 where the model is wrong and 0 where it is right, or a loss.`,
  );
}
