import { identifier } from '../sql';
import type { Table, TableColumn } from '../Table';
import type { ProfileCell } from './ColumnProfile';
import { isNumber, isScalar, isText } from './columnKind';

/** Columns of one query: each has up to seven aggregates. */
const COLUMNS_A_QUERY = 50;
/** Longer texts are cut in what is shown. */
export const SHOWN_CHARACTERS = 200;

export type ColumnSummary = {
  readonly column: TableColumn;
  readonly nulls: number;
  /** Estimated; of scalars. */
  readonly sketch: number;
  readonly min?: ProfileCell;
  readonly max?: ProfileCell;
  readonly mean?: number;
  /** Of texts: characters, not counting empty cells. */
  readonly length?: {
    readonly min: number;
    readonly mean: number;
    readonly max: number;
  };
};

/** Nulls, ranges and means of all columns in one pass over the table, fifty columns at a time. */
export async function summariseColumns(table: Table): Promise<ColumnSummary[]> {
  const found: ColumnSummary[] = [];
  for (let i = 0; i < table.columns.length; i += COLUMNS_A_QUERY)
    found.push(
      ...(await summarise(table, table.columns.slice(i, i + COLUMNS_A_QUERY))),
    );
  return found;
}

async function summarise(
  table: Table,
  columns: readonly TableColumn[],
): Promise<ColumnSummary[]> {
  const parts = columns.flatMap((column, i) => aggregatesOf(column, i));
  const [row] = await table.query(`SELECT ${parts.join(', ')} FROM t`);
  return columns.map((column, i) => ({
    column,
    nulls: Number(row[`n${i}`]),
    sketch: Number(row[`d${i}`] ?? 0),
    ...(isScalar(column.type) && row[`d${i}`] !== 0
      ? {
          min: row[`a${i}`] as ProfileCell,
          max: row[`b${i}`] as ProfileCell,
        }
      : {}),
    ...(isNumber(column.type) && row[`m${i}`] !== null
      ? { mean: Number(row[`m${i}`]) }
      : {}),
    ...(isText(column.type) && row[`lm${i}`] !== null
      ? {
          length: {
            min: Number(row[`la${i}`]),
            mean: Number(row[`lm${i}`]),
            max: Number(row[`lb${i}`]),
          },
        }
      : {}),
  }));
}

function aggregatesOf({ name, type }: TableColumn, i: number): string[] {
  const id = identifier(name);
  if (!isScalar(type)) return [`count(*) - count(${id}) AS n${i}`];
  const value = valueOf({ name, type });
  return [
    `count(*) - count(${value}) AS n${i}`,
    `approx_count_distinct(${value}) AS d${i}`,
    `${cellText(`min(${value})`, type)} AS a${i}`,
    `${cellText(`max(${value})`, type)} AS b${i}`,
    ...(isNumber(type) ? [`avg(CAST(${value} AS DOUBLE)) AS m${i}`] : []),
    ...(isText(type)
      ? ['min', 'avg', 'max'].map(
          (aggregate, k) =>
            `${aggregate}(length(nullif(CAST(${id} AS VARCHAR), ''))) AS l${
              'amb'[k]
            }${i}`,
        )
      : []),
  ];
}

/** The value of a scalar cell in SQL; NaN and infinity are none. */
export function valueOf({ name, type }: TableColumn): string {
  const id = identifier(name);
  return /^(DOUBLE|FLOAT)$/.test(type)
    ? `CASE WHEN isfinite(${id}) THEN ${id} END`
    : id;
}

/** A value in SQL as JSON has it: numbers and booleans as they are, all else as text, cut. */
export function cellText(value: string, type: string): string {
  if (type.startsWith('DECIMAL')) return `CAST(${value} AS DOUBLE)`;
  return type === 'BOOLEAN' || isNumber(type)
    ? value
    : `left(CAST(${value} AS VARCHAR), ${SHOWN_CHARACTERS})`;
}
