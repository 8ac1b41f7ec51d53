import type { Cells, CellValue } from '../Edit';
import type { Replacement } from '../Replacement';

/** A row as it stands in a text. */
export type TextRow = {
  readonly key: string;
  /** The row with its line end. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  /** As text; undefined where the row has no such cell. */
  valueOf(column: string): CellValue | undefined;
  /** The very text of the cell; undefined where the row has none. */
  writtenOf(column: string): string | undefined;
  /** Whether the cell holds exactly that, as far as the format tells values apart. */
  holds(column: string, value: CellValue): boolean;
  /**
   * What makes the cell hold another value, in the way in which it is written there.
   *
   * @param written - the very text of the cell, taken where it means that value
   * @throws EditError where the cell cannot hold it, naming line and column
   */
  write(column: string, value: CellValue, written?: string): Replacement;
};

/** Those of some columns that hold a value. */
export function cellsOf(row: TextRow, columns: readonly string[]): Cells {
  return Object.fromEntries(
    columns.flatMap(column => {
      const value = row.valueOf(column) ?? null;
      return value === null ? [] : [[column, value]];
    }),
  );
}

/** The rows of a text file. */
export type TextTable = {
  readonly text: string;
  /** Where the first row stands, or would. */
  readonly start: number;
  rows(): Iterable<TextRow>;
  /**
   * A new row in the way of the others, without line end.
   *
   * @throws EditError where the file has no such column
   */
  writeRow(cells: Cells): string;
  /** Of a row's text, with or without line end; undefined where the file could not hold it. */
  readRow(text: string): TextRow | undefined;
  columnsOf(row: TextRow): readonly string[];
  /** All cells of a row that hold a value. */
  cellsOf(row: TextRow): Cells;
};
