/**
 * How cells begin that a spreadsheet takes for formulas (OWASP, CSV
 * Injection), the full-width forms of these signs too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/** A cell of a CSV file (RFC 4180) that no spreadsheet runs (see `harmlessText`). */
export function csvCell(cell: string | number | boolean | null): string {
  if (cell === null) return '';
  const harmless = harmlessText(String(cell));
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}

/** A text that begins like a formula gets a leading apostrophe, unless it is a number. */
export function harmlessText(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
