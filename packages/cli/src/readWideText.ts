import { createReadStream } from 'node:fs';
import type { AnnotationCells } from './AnnotationCells';
import { UsageError } from './UsageError';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * The cells of delimited text (RFC 4180) in which nearly every one of hundreds
 * of columns is empty: DuckDB would take many times as long and a gigabyte, since
 * it keeps the empty cells too.
 *
 * @param name - of the file, for messages
 * @throws UsageError naming the row that has another number of cells than the header
 */
export async function readWideText(
  path: string,
  delimiter: string,
  name: string,
): Promise<AnnotationCells> {
  const names: string[] = [];
  const cells = {
    rows: 0,
    names,
    row: [] as number[],
    annotator: [] as number[],
    label: [] as string[],
  };
  let record = -1;
  let column = 0;
  const endCell = (text: string) => {
    if (record < 0) names.push(text);
    else if (text !== '' && text !== '-1') {
      cells.row.push(record);
      cells.annotator.push(column);
      cells.label.push(text);
    }
    column++;
  };
  const endRecord = () => {
    if (record >= 0 && column !== names.length)
      throw new UsageError(
        `${name}, row ${record} has ${column} cells, its header ${names.length}. Give each annotator a cell in each row.`,
      );
    record++;
    column = 0;
  };
  for await (const line of records(path, name)) {
    for (let at = 0; at <= line.length; ) {
      let end: number;
      if (line[at] === '"') {
        end = closingQuote(line, at);
        endCell(line.slice(at + 1, end).replace(/""/g, '"'));
        end++;
      } else {
        end = line.indexOf(delimiter, at);
        if (end < 0) end = line.length;
        endCell(at === end ? '' : line.slice(at, end));
      }
      at = end + 1;
    }
    endRecord();
  }
  return { ...cells, rows: Math.max(0, record) };
}

/** Lines, those of a quoted cell together; an empty last one is none. */
async function* records(path: string, name: string): AsyncGenerator<string> {
  let rest = '';
  let isFirst = true;
  for await (const chunk of createReadStream(path, 'utf8')) {
    rest += chunk;
    if (isFirst && rest.startsWith(BYTE_ORDER_MARK)) rest = rest.slice(1);
    isFirst = false;
    let start = 0;
    for (;;) {
      const end = endOfRecord(rest, start);
      if (end < 0) break;
      yield rest.slice(start, rest[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
    }
    rest = rest.slice(start);
  }
  if (rest === '') return;
  if (isOpen(rest))
    throw new UsageError(`${name} ends within a quoted cell. Save it again.`);
  yield rest;
}

function endOfRecord(text: string, start: number): number {
  let end = text.indexOf('\n', start);
  while (end >= 0 && isOpen(text.slice(start, end)))
    end = text.indexOf('\n', end + 1);
  return end;
}

/** Whether a quoted cell goes on: quotes come in pairs. */
function isOpen(text: string): boolean {
  if (!text.includes('"')) return false;
  return text.split('"').length % 2 === 0;
}

function closingQuote(line: string, start: number): number {
  let end = line.indexOf('"', start + 1);
  while (line[end + 1] === '"') end = line.indexOf('"', end + 2);
  return end;
}
