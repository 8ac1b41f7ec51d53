import type { CellValue } from '../Edit';

/** A number as JSON and all CSV readers have it. */
export const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Zeros in front and behind are written by some programs and read by none. */
const LOOSE_NUMBER = /^[+-]?\d*\.?\d+([eE][+-]?\d+)?$/;
const LOGICAL = /^(true|false)$/i;
/** Date and time, parted by T or a space. */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.0+)?Z?$/;

/**
 * Whether two texts of a cell say the same: a table that was read gives `7` where
 * the file has `07`, `true` where it has `TRUE`.
 */
export function isSameValue(
  a: CellValue | undefined,
  b: CellValue | undefined,
): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (a === b) return true;
  if (LOOSE_NUMBER.test(a) && LOOSE_NUMBER.test(b))
    return Number(a) === Number(b);
  if (LOGICAL.test(a) && LOGICAL.test(b))
    return a.toLowerCase() === b.toLowerCase();
  const [before, after] = [MOMENT.exec(a), MOMENT.exec(b)];
  if (before && after) return before[1] === after[1] && before[2] === after[2];
  return isSameNested(a, b);
}

/** What a table has where a text is empty depends on who reads it. */
function isEmpty(value: CellValue | undefined): value is '' | null | undefined {
  return value === '' || value === null || value === undefined;
}

/** Lists and objects, whatever their spacing. */
function isSameNested(a: string, b: string): boolean {
  if (!/^[[{]/.test(a) || !/^[[{]/.test(b)) return false;
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
