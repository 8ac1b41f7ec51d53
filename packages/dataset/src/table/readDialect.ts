import { open } from 'node:fs/promises';
import { TableError } from '../TableError';
import type { ReadyFile } from './Source';
import { splitRecords } from './splitRecords';
import type { Dialect, TableFormat } from './TableSpec';

/** Everything that a strict reading needs to know. */
export type ReadyDialect = {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly header: boolean;
  readonly names: readonly string[];
  readonly decimal: '.' | ',';
  readonly skip: number;
  readonly comment: string;
  readonly nulls: readonly string[];
  /** Whether the delimiter was found out rather than declared or said by the format. */
  readonly delimiterFrom: 'declared' | 'sniffed';
};

/** A header longer than this is no header. */
const HEADER_LIMIT_BYTES = 1024 * 1024;
/** So much of a file tells its delimiter. */
const SNIFFED_CHARACTERS = 64 * 1024;
const SNIFFED_RECORDS = 1_000;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * How a delimited text file is written: as declared; else with the only one of
 * comma, semicolon, tab and bar that divides its first records alike.
 *
 * @throws TableError where two would do, there is no header, or a name is empty or stands twice
 */
export async function readDialect(
  file: ReadyFile,
  format: TableFormat,
  said: Dialect = {},
): Promise<ReadyDialect> {
  return dialectOf(await readStart(file.path), file, format, said);
}

/**
 * The same of a text that is at hand.
 *
 * @param text - its start, without byte order mark
 */
export function dialectOf(
  text: string,
  file: Pick<ReadyFile, 'name'>,
  format: TableFormat,
  said: Dialect = {},
): ReadyDialect {
  const comment = said.comment ?? '';
  const start = startOf(text, said.skip ?? 0, comment);
  const quote = said.quote ?? '"';
  const escape = said.escape ?? quote;
  const declared = said.delimiter ?? (format === 'tsv' ? '\t' : undefined);
  const delimiter =
    declared ?? sniffDelimiter(file, start.text, quote, escape, start.line);
  const { records } = splitRecords(start.text, { delimiter, quote, escape }, 1);
  const header = said.header ?? said.names === undefined;
  const [first = []] = records;
  const names = said.names ?? (header ? first : numbered(first.length));
  assertNames(file, names, start.line);
  return {
    delimiter,
    quote,
    escape,
    header,
    names,
    decimal: said.decimal ?? '.',
    skip: said.skip ?? 0,
    comment,
    nulls: said.nulls ?? [],
    delimiterFrom: declared === undefined ? 'sniffed' : 'declared',
  };
}

async function readStart(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(HEADER_LIMIT_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
  } finally {
    await handle.close();
  }
}

/** The text from the header (without one, the first row) on, and where it begins. */
export function startOf(
  text: string,
  skip: number,
  comment: string,
): { text: string; at: number; line: number } {
  let at = 0;
  let line = 1;
  const isSkipped = () =>
    line <= skip ||
    (comment !== '' && text.startsWith(comment, at)) ||
    /^\r?\n/.test(text.slice(at, at + 2));
  while (at < text.length && isSkipped()) {
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end + 1;
    line++;
  }
  return { text: text.slice(at), at, line };
}

/** Column names where nothing names them. */
function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column${i + 1}`);
}

function sniffDelimiter(
  file: Pick<ReadyFile, 'name'>,
  text: string,
  quote: string,
  escape: string,
  line: number,
): string {
  const tried = DELIMITERS.map(delimiter => {
    const marks = { delimiter, quote, escape };
    const header = splitRecords(text, marks, 1).records[0] ?? [];
    return { delimiter, marks, cells: header.length };
  }).filter(({ cells }) => cells > 1);
  if (tried.length <= 1) return tried[0]?.delimiter ?? ',';
  const fitting = tried.filter(({ marks, cells }) => {
    const { records, end } = splitRecords(
      text.slice(0, SNIFFED_CHARACTERS),
      marks,
      SNIFFED_RECORDS,
    );
    const isCut = end === 'cut' && text.length > SNIFFED_CHARACTERS;
    return records
      .slice(0, isCut ? -1 : undefined)
      .every(record => record.length === cells);
  });
  if (fitting.length > 1) {
    const names = fitting.map(({ delimiter }) => JSON.stringify(delimiter));
    throw new TableError(
      `Both ${names.join(
        ' and ',
      )} divide every line into cells alike, so the delimiter cannot be told. Name it in the manifest, as table.dialect.delimiter.`,
      file.name,
      line,
    );
  }
  // Where none fits, the strict reading names the line that does not.
  const most = [...tried].sort((a, b) => b.cells - a.cells)[0];
  return (fitting[0] ?? most).delimiter;
}

function assertNames(
  file: Pick<ReadyFile, 'name'>,
  names: readonly string[],
  line: number,
): void {
  if (names.every(name => name === '')) {
    throw new TableError(
      'The file is empty. Its first line must name the columns.',
      file.name,
      line,
    );
  }
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '') {
      throw new TableError(
        `Column ${i + 1} has no name in the header. Name it.`,
        file.name,
        line,
      );
    }
    // SQL does not tell upper from lower case in names.
    if (seen.has(name.toLowerCase())) {
      throw new TableError(
        `Two columns are named ${name}, but for upper and lower case. Rename one of them.`,
        file.name,
        line,
      );
    }
    seen.add(name.toLowerCase());
  }
}
