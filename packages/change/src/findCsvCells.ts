import { EditError } from './Edit';
import type { RowCells } from './RowCells';

type Field = {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly quoted: boolean;
};
type Record = {
  readonly fields: readonly Field[];
  readonly start: number;
  readonly end: number;
  readonly line: number;
};

/**
 * Where rows and labels stand in delimited text as RFC 4180 has it; quoted
 * cells may hold line ends.
 */
export function* findCsvCells(
  text: string,
  path: string,
  options: {
    readonly key: string;
    readonly label: string;
    readonly delimiter: string;
  },
): Generator<RowCells> {
  const { delimiter } = options;
  const records = readRecords(text, path, delimiter);
  const header = records.next().value as Record | undefined;
  const names = header?.fields.map(field => field.value) ?? [];
  const place = (name: string) => {
    const index = names.indexOf(name);
    if (index < 0) {
      throw new EditError(
        `${path} has no column ${name}. It has ${names.join(', ')}.`,
        path,
        1,
      );
    }
    return index;
  };
  const keyAt = place(options.key);
  const labelAt = place(options.label);
  for (const { fields, start, end, line } of records) {
    if (fields.length !== names.length) {
      throw new EditError(
        `${path}:${line} has ${fields.length} cells; the header names ${names.length}. Correct the row.`,
        path,
        line,
      );
    }
    const label = fields[labelAt];
    yield {
      key: fields[keyAt].value,
      label: label.value,
      start,
      end,
      labelStart: label.start,
      labelEnd: label.end,
      writeLabel: value => writeField(value, delimiter, label.quoted),
    };
  }
}

function writeField(value: string, delimiter: string, quoted: boolean): string {
  const needsQuotes =
    quoted || value.includes(delimiter) || /["\r\n]/.test(value);
  return needsQuotes ? `"${value.replace(/"/g, '""')}"` : value;
}

function* readRecords(
  text: string,
  path: string,
  delimiter: string,
): Generator<Record> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = at;
    const startLine = line;
    const fields: Field[] = [];
    for (;;) {
      const field = readField(text, path, delimiter, at, line);
      fields.push(field);
      if (field.quoted) line += field.value.split('\n').length - 1;
      at = field.end;
      if (text[at] !== delimiter) break;
      at++;
    }
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
    const isBlank =
      fields.length === 1 && fields[0].value === '' && !fields[0].quoted;
    if (!isBlank) yield { fields, start, end: at, line: startLine };
  }
}

function readField(
  text: string,
  path: string,
  delimiter: string,
  start: number,
  line: number,
): Field {
  if (text[start] !== '"') {
    let end = start;
    while (
      end < text.length &&
      text[end] !== delimiter &&
      text[end] !== '\n' &&
      text[end] !== '\r'
    )
      end++;
    return { start, end, value: text.slice(start, end), quoted: false };
  }
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) {
      throw new EditError(
        `${path}:${line}: a quote is opened and never closed.`,
        path,
        line,
      );
    }
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  return {
    start,
    end: end + 1,
    value: text.slice(start + 1, end).replace(/""/g, '"'),
    quoted: true,
  };
}
