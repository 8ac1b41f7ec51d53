import {
  type Dialect,
  dialectOf,
  dialectStart,
  type ReadyDialect,
  TableError,
} from '@greenroom/dataset';
import { EditError } from '../Edit';
import type { CsvMarks } from './csvRecords';
import { textStart } from './lineEnds';

/** How a delimited text is written, by which it is edited as it is read. */
export type CsvDialect = Pick<ReadyDialect, 'names' | 'header'> & {
  readonly marks: CsvMarks;
  /** Of the header, else of the first row. */
  readonly begin: { readonly at: number; readonly line: number };
  /** What a cell means; an empty one, and texts that are declared so, are no value. */
  meaningOf(written: string): string | null;
  /** The text of a cell that means this; undefined where none does. */
  textOf(value: string | null): string | undefined;
};

/** A header longer than this is no header, as where tables are read. */
const HEADER_LIMIT = 1024 * 1024;
/** With a decimal comma: a number as it is written, and as it is read. */
const COMMA_NUMBER = /^(-?[0-9]+),([0-9]+(?:[eE][-+]?[0-9]+)?)$/;
const POINT_NUMBER = /^(-?[0-9]+)\.([0-9]+(?:[eE][-+]?[0-9]+)?)$/;

/**
 * The dialect of a file: as declared, else found out as where tables are read.
 *
 * @throws EditError where two delimiters would do, or a way of writing is not edited
 */
export function csvDialect(
  text: string,
  path: string,
  format: 'csv' | 'tsv',
  said: Dialect = {},
): CsvDialect {
  assertLineFeeds(text, path);
  const mark = textStart(text);
  const start = text.slice(mark, mark + HEADER_LIMIT);
  const found = readyDialect(start, path, format, said);
  const { delimiter, quote, escape, comment, skip, decimal, nulls } = found;
  const { at, line } = dialectStart(start, skip, comment);
  const meaningOf = (written: string) => {
    if (written === '' || nulls.includes(written)) return null;
    return decimal === ',' ? written.replace(COMMA_NUMBER, '$1.$2') : written;
  };
  return {
    names: found.names,
    header: found.header,
    marks: { delimiter, quote, escape, comment },
    begin: { at: at + mark, line },
    meaningOf,
    textOf: value => {
      if (value === null || value === '') return '';
      const written =
        decimal === ',' ? value.replace(POINT_NUMBER, '$1,$2') : value;
      return meaningOf(written) === value ? written : undefined;
    },
  };
}

function readyDialect(
  start: string,
  path: string,
  format: 'csv' | 'tsv',
  said: Dialect,
): ReadyDialect {
  try {
    return dialectOf(start, { name: path }, format, said);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new EditError(`${path}: ${error.message}`, path, error.line);
  }
}

/** Lines that end by a carriage return alone are read as one by half of all programs. */
function assertLineFeeds(text: string, path: string): void {
  if (text.includes('\n') || !text.includes('\r')) return;
  throw new EditError(
    `${path} ends its lines by a carriage return alone. Save it with line feeds first.`,
    path,
    1,
  );
}
