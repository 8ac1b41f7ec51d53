import type { Cell } from '@greenroom/backstage-plugin-greenroom-common';
import type { Value } from '@greenroom/dataset';

/** A value of a table as JSON has it. */
export function toCell(value: Value | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no word for these.
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return `(${value.length} values)`;
}
