import type { TableColumn } from '../Table';

/** One of the two tables of a comparison, not read yet. */
export type Side = {
  /** A SELECT of its rows, evaluated as a stream. */
  readonly sql: string;
  /** As the SELECT has them: a text file's are VARCHAR. */
  readonly columns: readonly TableColumn[];
  /** What somebody said that texts hold; the others are typed by the rules of `inferTypes`. */
  readonly declared: ReadonlyMap<string, string>;
  /** For messages. */
  readonly file: string;
};

/** The two tables of a comparison. */
export type Sides = { readonly from: Side; readonly to: Side };

/** Types of number, whatever their width. */
const NUMBER =
  /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;

export function isNumber(type: string): boolean {
  return NUMBER.test(type);
}

/** @throws Error where the table has no such column */
export function typeIn(side: Side, column: string): string {
  const found = side.columns.find(({ name }) => name === column);
  if (!found) throw new Error(`${side.file} has no column ${column}.`);
  return found.type;
}
