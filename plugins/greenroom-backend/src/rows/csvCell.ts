import type { Cell } from '@greenroom/backstage-plugin-greenroom-common';

/**
 * How cells begin that a spreadsheet takes for formulas (OWASP, CSV
 * Injection), the full-width forms of these signs too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/**
 * A cell of a CSV file (RFC 4180) that no spreadsheet runs: a text that begins
 * like a formula gets a leading apostrophe, unless it is a number.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}
