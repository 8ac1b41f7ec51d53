import type { RowFilter } from '@greenroom/backstage-plugin-greenroom-common';
import type { Interval } from '../components/interval';
import { decimal } from '../components/numbers';

/** The filter with another value of one column; undefined takes the column out of it. */
export function withEquals(
  filter: RowFilter,
  column: string,
  value: string | undefined,
): RowFilter {
  const { [column]: _, ...equals } = filter.equals ?? {};
  if (value !== undefined) equals[column] = value;
  return {
    ...filter,
    equals: Object.keys(equals).length > 0 ? equals : undefined,
  };
}

/** The filter with another range of one column; undefined takes the column out of it. */
export function withRange(
  filter: RowFilter,
  column: string,
  range: Interval | undefined,
): RowFilter {
  const { [column]: _, ...ranges } = filter.ranges ?? {};
  if (range !== undefined) ranges[column] = range;
  return {
    ...filter,
    ranges: Object.keys(ranges).length > 0 ? ranges : undefined,
  };
}

/** "slant from −20 to below −15", as people say a range. */
export function rangeWords(column: string, { min, max, closed }: Interval) {
  const to = closed ? 'to' : 'to below';
  if (min === undefined)
    return `${column} ${closed ? 'up to' : 'below'} ${decimal(max ?? 0)}`;
  if (max === undefined) return `${column} from ${decimal(min)}`;
  return `${column} from ${decimal(min)} ${to} ${decimal(max)}`;
}

/** Does the filter leave any row out? */
export function isNarrowed(filter: RowFilter): boolean {
  return Object.values(filter).some(part => part !== undefined && part !== '');
}
