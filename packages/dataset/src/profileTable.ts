import { identifier } from './sql';
import type { Row, Table, TableColumn, Value } from './Table';

export type ColumnProfile = {
  readonly name: string;
  readonly type: string;
  readonly nulls: number;
  /** Counted for scalars only. */
  readonly distinct?: number;
  readonly min?: Value;
  readonly max?: Value;
  readonly mean?: number;
  /** At 0.05, 0.25, 0.5, 0.75, 0.95. */
  readonly quantiles?: readonly number[];
  /** The most frequent values; ties by value. */
  readonly top?: readonly { readonly value: Value; readonly count: number }[];
};

export type TableProfile = {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
};

const TOP_VALUES = 10;

/** Per column: nulls, distinct values, range, mean, quantiles and the most frequent values. */
export async function profileTable(table: Table): Promise<TableProfile> {
  const columns: ColumnProfile[] = [];
  for (const column of table.columns)
    columns.push(await profileColumn(table, column));
  return { rows: table.rowCount, columns };
}

async function profileColumn(
  table: Table,
  { name, type }: TableColumn,
): Promise<ColumnProfile> {
  const id = identifier(name);
  const isNumber =
    /INT|DOUBLE|FLOAT|DECIMAL/.test(type) && !type.endsWith('[]');
  const isScalar =
    !type.endsWith('[]') && type !== 'BLOB' && !/^(STRUCT|MAP)/.test(type);
  const parts = [
    `count(*) - count(${id}) AS nulls`,
    ...(isScalar
      ? [
          `count(DISTINCT ${id}) AS "distinct"`,
          `min(${id}) AS min`,
          `max(${id}) AS max`,
        ]
      : []),
    ...(isNumber
      ? [
          `avg(CAST(${id} AS DOUBLE)) AS mean`,
          `quantile_cont(CAST(${id} AS DOUBLE), [0.05, 0.25, 0.5, 0.75, 0.95]) AS quantiles`,
        ]
      : []),
  ];
  const [facts] = await table.query(`SELECT ${parts.join(', ')} FROM t`);
  const top = isScalar
    ? await table.query(
        `SELECT ${id} AS value, count(*) AS count FROM t WHERE ${id} IS NOT NULL
          GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${TOP_VALUES}`,
      )
    : undefined;
  return {
    name,
    type,
    nulls: Number(facts.nulls),
    ...(isScalar
      ? { distinct: Number(facts.distinct), min: facts.min, max: facts.max }
      : {}),
    ...(isNumber
      ? {
          mean: numberOf(facts.mean),
          quantiles: facts.quantiles as readonly number[],
        }
      : {}),
    ...(top
      ? {
          top: top.map((row: Row) => ({
            value: row.value,
            count: Number(row.count),
          })),
        }
      : {}),
  };
}

function numberOf(value: Value): number | undefined {
  return value === null ? undefined : Number(value);
}
