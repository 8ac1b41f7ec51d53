import { identifier } from '../sql';
import type { TableColumn } from '../Table';
import type { ComparedBy } from './ColumnDrift';

/** How the cells of a column are read to be compared: as an SQL expression, null where there is no value. */
export type Reading = {
  readonly kind: 'number' | 'category';
  readonly comparedBy: ComparedBy;
  /** DOUBLE of numbers, VARCHAR of categories. */
  readonly sql: string;
  readonly values: 'numbers' | 'whole numbers' | 'seconds';
};

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;
const WHOLE = /INT/;

/**
 * How a column is compared: numbers and times by value, lists of numbers
 * (pictures) by their mean, bytes by their number, all else by category.
 *
 * @param categories - columns whose numbers are names, such as a label
 * @returns undefined where nothing of the cells can be compared
 */
export function readingOf(
  { name, type }: TableColumn,
  categories: ReadonlySet<string>,
): Reading | undefined {
  const id = identifier(name);
  if (categories.has(name) && !type.endsWith(']')) return categoryReading(id);
  if (NUMBER.test(type))
    return number(id, 'value', WHOLE.test(type) ? 'whole numbers' : 'numbers');
  if (/^(DATE|TIMESTAMP.*)$/.test(type))
    return number(`epoch(CAST(${id} AS TIMESTAMP))`, 'value', 'seconds');
  if (type === 'BLOB')
    return number(`octet_length(${id})`, 'bytes', 'whole numbers');
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (element !== undefined) {
    return NUMBER.test(element)
      ? number(`list_avg(CAST(${id} AS DOUBLE[]))`, 'brightness', 'numbers')
      : undefined;
  }
  return /^(STRUCT|MAP|UNION)/.test(type) ? undefined : categoryReading(id);
}

/** Texts of too many kinds to count are compared by their number of characters. */
export function lengthReading(column: string): Reading {
  return number(
    `length(nullif(CAST(${identifier(column)} AS VARCHAR), ''))`,
    'length',
    'whole numbers',
  );
}

function categoryReading(id: string): Reading {
  return {
    kind: 'category',
    comparedBy: 'value',
    sql: `nullif(CAST(${id} AS VARCHAR), '')`,
    values: 'numbers',
  };
}

/** NaN and infinity are no values: they have no place among the others. */
function number(
  value: string,
  comparedBy: ComparedBy,
  values: Reading['values'],
): Reading {
  const double = `CAST(${value} AS DOUBLE)`;
  return {
    kind: 'number',
    comparedBy,
    sql: `CASE WHEN isfinite(${double}) THEN ${double} END`,
    values,
  };
}
