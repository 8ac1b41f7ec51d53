import type { Table } from '../Table';
import { classBalance } from './classBalance';
import type { ColumnProfile, TableProfile } from './ColumnProfile';
import { isNumber, isScalar, isText } from './columnKind';
import { type DeclaredImage, imageSizes } from './imageSizes';
import { lengthHistogram } from './lengthHistogram';
import { COUNTED_VALUES, profileNumbers } from './profileNumbers';
import { type ColumnSummary, summariseColumns } from './summariseColumns';
import { topValues } from './topValues';

export type ProfileOptions = {
  readonly label?: string;
  readonly split?: string;
  /** Columns of raw pixels. */
  readonly images?: readonly DeclaredImage[];
  /** Told after each column, 0 to 1. */
  readonly tell?: (fraction: number) => void;
};

const TOP_VALUES = 10;

/**
 * What a table is: per column nulls, different values, range, mean, quantiles,
 * most frequent values, histogram, lengths of texts and sizes of pictures; and
 * the classes in each split. One pass over all columns, then one or two over
 * each column by itself. Memory does not grow with the rows: what has more than
 * a million different values is sorted by DuckDB, which spills. All is exact but
 * the number of different texts where these are more than a million; that is
 * said in `distinctIs`.
 */
export async function profileTable(
  table: Table,
  options: ProfileOptions = {},
): Promise<TableProfile> {
  const summaries = await summariseColumns(table);
  const columns: ColumnProfile[] = [];
  for (const [i, summary] of summaries.entries()) {
    columns.push(await profileColumn(table, summary, options));
    options.tell?.((i + 1) / summaries.length);
  }
  return {
    rows: table.rowCount,
    columns,
    splits: await classBalance(table, options),
  };
}

async function profileColumn(
  table: Table,
  summary: ColumnSummary,
  { images }: ProfileOptions,
): Promise<ColumnProfile> {
  const { column, nulls, length } = summary;
  const { name, type } = column;
  const isEmpty = nulls === table.rowCount;
  const { top, histogram, ...scalar } =
    isScalar(type) && !isEmpty ? await profileScalar(table, summary) : {};
  const sizes =
    isScalar(type) || isEmpty
      ? undefined
      : await imageSizes(
          table,
          column,
          images?.find(image => image.name === name),
        );
  return {
    name,
    type,
    typedBy: table.declared.has(name) ? 'manifest' : 'inferred',
    nulls,
    ...(isScalar(type) && isEmpty ? { distinct: 0 } : {}),
    ...scalar,
    ...(top ? { top } : {}),
    ...(histogram ? { histogram } : {}),
    ...(length
      ? {
          textLength: {
            ...length,
            histogram: await lengthHistogram(table, name),
          },
        }
      : {}),
    ...(sizes ? { imageSizes: sizes } : {}),
  };
}

async function profileScalar(
  table: Table,
  summary: ColumnSummary,
): Promise<Omit<Partial<ColumnProfile>, 'name'>> {
  const { column, nulls, sketch, min, max, mean } = summary;
  const range = { min: jsonOf(min), max: jsonOf(max) };
  if (isNumber(column.type)) {
    const numbers = await profileNumbers(table, summary, TOP_VALUES);
    return {
      ...range,
      mean,
      ...numbers,
      // Numbers that no double holds are told apart by what they are.
      ...(isExact(min) && isExact(max)
        ? {}
        : await countedValues(table, summary)),
    };
  }
  return sketch > COUNTED_VALUES && isText(column.type)
    ? {
        ...range,
        distinct: Math.min(sketch, table.rowCount - nulls),
        distinctIs: 'approximate',
      }
    : { ...range, ...(await topValues(table, column, TOP_VALUES)) };
}

async function countedValues(table: Table, { column }: ColumnSummary) {
  const { distinct, top } = await topValues(table, column, TOP_VALUES);
  return {
    distinct,
    top: top.map(({ value, count }) => ({ value: jsonOf(value), count })),
  };
}

function isExact(value: unknown): boolean {
  return typeof value === 'number';
}

/** Whole numbers beyond what a double holds are texts in JSON. */
function jsonOf<T>(value: T): T | string {
  return typeof value === 'bigint' ? String(value) : value;
}
