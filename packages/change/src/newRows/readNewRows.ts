import { type Cells, EditError } from '../Edit';
import { csvRecords, PLAIN_MARKS } from '../rows/csvRecords';
import { textStart } from '../rows/lineEnds';

/** What rows can be uploaded as. */
export const NEW_ROW_FORMATS = ['csv', 'tsv', 'jsonl'] as const;
export type NewRowFormat = (typeof NEW_ROW_FORMATS)[number];

/** Of an upload, for messages. */
const NAME = 'the upload';

/**
 * Rows from a text that somebody uploads: delimited text with a header, or JSON
 * Lines. Cells are taken as they are written; empty ones are no value.
 *
 * @param limit - rows; one more is an error
 * @throws EditError naming the line that cannot be read
 */
export function readNewRows(
  text: string,
  format: NewRowFormat,
  limit: number,
): readonly Cells[] {
  const rows: Cells[] = [];
  const read = format === 'jsonl' ? jsonRows(text) : csvRows(text, format);
  for (const row of read) {
    if (rows.length === limit)
      throw new EditError(
        `At most ${limit} rows are added at once. Split the upload.`,
        NAME,
      );
    rows.push(row);
  }
  return rows;
}

function* csvRows(text: string, format: 'csv' | 'tsv'): Generator<Cells> {
  const delimiter = format === 'csv' ? ',' : '\t';
  let names: readonly string[] | undefined;
  for (const { fields, line } of csvRecords(
    text,
    NAME,
    { ...PLAIN_MARKS, delimiter },
    { at: textStart(text), line: 1 },
  )) {
    const values = fields.map(({ value }) => value);
    if (names === undefined) {
      names = values;
      assertNames(names);
      continue;
    }
    if (values.length !== names.length)
      throw new EditError(
        `${NAME}:${line} has ${values.length} cells; the header names ${names.length}. Correct the row.`,
        NAME,
        line,
      );
    yield cellsOf(names.map((name, at) => [name, values[at]]));
  }
}

function assertNames(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new EditError(
      `${NAME}:1 names the column ${twice} twice. Name it once.`,
      NAME,
      1,
    );
}

function* jsonRows(text: string): Generator<Cells> {
  const lines = text.slice(textStart(text)).split('\n');
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (row === undefined)
      throw new EditError(
        `${NAME}:${at + 1} is not a JSON object. Write one object a line.`,
        NAME,
        at + 1,
      );
    yield cellsOf(
      Object.entries(row).map(([name, value]) => [name, textOf(value)]),
    );
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const row: unknown = JSON.parse(line);
    return typeof row === 'object' && row !== null && !Array.isArray(row)
      ? (row as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cellsOf(pairs: readonly (readonly [string, string])[]): Cells {
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}
