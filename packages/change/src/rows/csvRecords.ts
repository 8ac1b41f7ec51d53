import { EditError } from '../Edit';

/** How cells and records of delimited text are told apart. */
export type CsvMarks = {
  readonly delimiter: string;
  /** Empty where nothing is quoted. */
  readonly quote: string;
  /** What stands before a quote inside quotes. */
  readonly escape: string;
  /** A record that begins with it holds no row; empty where there is no such thing. */
  readonly comment: string;
};

/** As RFC 4180 has it. */
export const PLAIN_MARKS: Omit<CsvMarks, 'delimiter'> = {
  quote: '"',
  escape: '"',
  comment: '',
};

/** A cell as it stands in a text. */
export type CsvField = {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly quoted: boolean;
};

/** A record as it stands in a text; its cells are read when they are asked for, so that rows that nobody looks into cost none. */
export class CsvRecord {
  #fields: readonly CsvField[] | undefined;

  constructor(
    private readonly text: string,
    private readonly marks: CsvMarks,
    /** With its line end. */
    readonly start: number,
    readonly end: number,
    /** From 1. */
    readonly line: number,
    /** How many cells it has. */
    readonly width: number,
  ) {}

  get fields(): readonly CsvField[] {
    return (this.#fields ??= this.#read());
  }

  fieldAt(place: number): CsvField {
    if (this.#fields) return this.#fields[place];
    let at = this.start;
    for (let i = 0; i < place; i++)
      at = fieldEnd(this.text, this.marks, at) + 1;
    return readField(this.text, this.marks, at);
  }

  /** The very text of a cell. */
  writtenAt(place: number): string {
    const { start, end } = this.fieldAt(place);
    return this.text.slice(start, end);
  }

  #read(): readonly CsvField[] {
    const fields: CsvField[] = [];
    let at = this.start;
    for (let i = 0; i < this.width; i++) {
      const field = readField(this.text, this.marks, at);
      fields.push(field);
      at = field.end + 1;
    }
    return fields;
  }
}

/**
 * The records of delimited text; quoted cells may hold line ends. Blank lines
 * and comments are passed over.
 *
 * @param begin - where the first record starts, and its line
 * @throws EditError naming the line that cannot be read
 */
export function* csvRecords(
  text: string,
  path: string,
  marks: CsvMarks,
  begin: { readonly at: number; readonly line: number },
): Generator<CsvRecord> {
  const { delimiter, quote, comment } = marks;
  let { at, line } = begin;
  while (at < text.length) {
    const start = at;
    const startLine = line;
    if (comment !== '' && text.startsWith(comment, at)) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end + 1;
      line++;
      continue;
    }
    let width = 0;
    for (;;) {
      const end = fieldEnd(text, marks, at);
      if (end < 0)
        throw new EditError(
          `${path}:${line}: a quote is opened and never closed.`,
          path,
          line,
        );
      if (quote !== '' && text[at] === quote) line += lineEndsIn(text, at, end);
      width++;
      at = end;
      if (text[at] !== delimiter) break;
      at++;
    }
    const isBlank = at === start;
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    else if (at < text.length && text[at - 1] !== '\r') {
      throw new EditError(
        `${path}:${line}: text stands after a closing quote. Correct the row.`,
        path,
        line,
      );
    }
    line++;
    if (!isBlank) yield new CsvRecord(text, marks, start, at, startLine, width);
  }
}

/** Whether a text cannot stand in a cell without quotes. */
export function needsQuotes(
  value: string,
  { delimiter, quote, comment }: CsvMarks,
): boolean {
  return [delimiter, quote, comment, '\r', '\n'].some(
    mark => mark !== '' && value.includes(mark),
  );
}

/**
 * @param style - of cells that would not need them
 * @returns undefined where the text cannot stand in a cell
 */
export function writeField(
  value: string,
  marks: CsvMarks,
  style: 'quoted' | 'plain',
): string | undefined {
  const { quote, escape } = marks;
  const isQuoted = style === 'quoted' || needsQuotes(value, marks);
  if (!isQuoted) return value;
  if (quote === '') return needsQuotes(value, marks) ? undefined : value;
  const escaped = [...value].map(char =>
    char === quote || char === escape ? `${escape}${char}` : char,
  );
  return `${quote}${escaped.join('')}${quote}`;
}

const LINE_FEED = '\n'.charCodeAt(0);
const CARRIAGE_RETURN = '\r'.charCodeAt(0);

/** Where a cell ends; -1 where its quote is never closed. */
function fieldEnd(
  text: string,
  { delimiter, quote, escape }: CsvMarks,
  start: number,
): number {
  if (quote === '' || text[start] !== quote) {
    const divider = delimiter.charCodeAt(0);
    for (let end = start; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === divider || code === LINE_FEED || code === CARRIAGE_RETURN)
        return end;
    }
    return text.length;
  }
  for (let at = start + 1; at < text.length; at++)
    if (isEscape(text, at, quote, escape)) at++;
    else if (text[at] === quote) return at + 1;
  return -1;
}

/** @param start - of a cell that ends somewhere */
function readField(text: string, marks: CsvMarks, start: number): CsvField {
  const { quote, escape } = marks;
  const end = fieldEnd(text, marks, start);
  if (quote === '' || text[start] !== quote)
    return { start, end, value: text.slice(start, end), quoted: false };
  let value = '';
  let from = start + 1;
  for (let at = from; at < end - 1; at++)
    if (isEscape(text, at, quote, escape)) {
      value += text.slice(from, at);
      from = at + 1;
      at++;
    }
  return { start, end, value: value + text.slice(from, end - 1), quoted: true };
}

function isEscape(
  text: string,
  at: number,
  quote: string,
  escape: string,
): boolean {
  const next = text[at + 1];
  return text[at] === escape && (next === quote || next === escape);
}

function lineEndsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (
    let at = text.indexOf('\n', start);
    at >= 0 && at < end;
    at = text.indexOf('\n', at + 1)
  )
    count++;
  return count;
}
