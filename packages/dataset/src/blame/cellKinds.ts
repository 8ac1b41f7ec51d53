import { NUMBER } from '../inferTypes';

/**
 * What the cells of a column are, by the published inference rules or by
 * declaration. `true` and `false` are compared as texts unless declared.
 */
export type CellKind = 'text' | 'boolean' | 'integer' | 'number';

const INTEGER_CELL = /^-?(0|[1-9][0-9]{0,17})$/;
const NUMBER_CELL = new RegExp(NUMBER);
/** Whole numbers below this have digits of their own, as the content digest says. */
const INTEGER_LIMIT = 1e18;
/** What DuckDB takes for booleans where they are declared. */
const TRUE_CELL = /^(true|t|yes|y|1)$/i;
const FALSE_CELL = /^(false|f|no|n|0)$/i;

const DECLARED: Readonly<Record<string, CellKind>> = {
  string: 'text',
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

export type DeclaredKinds = ReadonlyMap<string, CellKind>;

/** The kinds of declared columns; types that nobody knows are left to inference. */
export function declaredKinds(
  columns: readonly { readonly name: string; readonly type: string }[] = [],
): DeclaredKinds {
  return new Map(
    columns.flatMap(({ name, type }) =>
      DECLARED[type] ? [[name, DECLARED[type]] as const] : [],
    ),
  );
}

export function isNumberText(text: string): boolean {
  return NUMBER_CELL.test(text) && Number.isFinite(Number(text));
}

/** The kind of a column by the texts of all its cells; empty ones count for nothing. */
export function inferKind(texts: Iterable<string>): CellKind {
  let [isBoolean, isInteger, isNumber, isEmpty] = [true, true, true, true];
  for (const text of texts) {
    if (text === '') continue;
    isEmpty = false;
    isBoolean &&= text === 'true' || text === 'false';
    isInteger &&= INTEGER_CELL.test(text);
    isNumber &&= isInteger || isNumberText(text);
    if (!isBoolean && !isNumber) return 'text';
  }
  if (isEmpty) return 'text';
  if (isBoolean) return 'boolean';
  return isInteger ? 'integer' : 'number';
}

/**
 * The text that two cells of the same value share: that of the content digest
 * for numbers, so that 1, 1.0 and 1e0 are one; any other text is itself.
 */
export function canonicalText(text: string, kind: CellKind): string {
  if (kind === 'text') return text;
  if (kind === 'boolean') {
    if (TRUE_CELL.test(text)) return 'true';
    return FALSE_CELL.test(text) ? 'false' : text;
  }
  if (INTEGER_CELL.test(text) && kind === 'integer')
    return BigInt(text).toString();
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  return Number.isInteger(value) && Math.abs(value) < INTEGER_LIMIT
    ? BigInt(value).toString()
    : String(value);
}

/**
 * Whether two cells that are not the same text are the same value. A column
 * that became text, or was, keeps the values that were numbers on the other side.
 */
export function isSameValue(
  before: { readonly text: string; readonly kind: CellKind },
  after: { readonly text: string; readonly kind: CellKind },
): boolean {
  if (before.kind === 'text' && after.kind === 'text') return false;
  const [a, b] = [before, after].map(({ text, kind }) =>
    kind === 'text' && isNumberText(text)
      ? [text, numberKind(text)]
      : [text, kind],
  ) as [string, CellKind][];
  return canonicalText(...a) === canonicalText(...b);
}

function numberKind(text: string): CellKind {
  return INTEGER_CELL.test(text) ? 'integer' : 'number';
}

/** A cell as JSON has it; numbers that no double holds stay texts. */
export function cellValue(
  text: string,
  kind: CellKind,
): string | number | boolean | null {
  if (text === '') return null;
  if (kind === 'text') return text;
  const canonical = canonicalText(text, kind);
  if (kind === 'boolean')
    return canonical === 'true' || canonical === 'false'
      ? canonical === 'true'
      : text;
  const value = Number(canonical);
  if (!Number.isFinite(value)) return text;
  return kind === 'integer' && !Number.isSafeInteger(value) ? canonical : value;
}
