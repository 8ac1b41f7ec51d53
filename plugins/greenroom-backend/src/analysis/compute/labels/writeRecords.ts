import { openTable } from '@greenroom/dataset';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Columns in order, each with its type in the words of manifests. */
export type RecordColumns = readonly (readonly [
  name: string,
  type: 'string' | 'integer' | 'number',
])[];
/** Anything that is neither text nor number is written as JSON. */
export type WrittenRecord = Readonly<Record<string, unknown>>;

/** Lines that go to the file at a time. */
const LINES_A_CHUNK = 1_000;

/** Writes records as Parquet, by way of a CSV beside it; where there is none, the columns are there all the same. */
export async function writeRecords(
  file: string,
  columns: RecordColumns,
  records: Iterable<WrittenRecord>,
): Promise<void> {
  const csv = `${file}.csv`;
  await pipeline(
    Readable.from(chunks(columns, records)),
    createWriteStream(csv),
  );
  const table = await openTable({
    path: csv,
    format: 'csv',
    columns: columns.map(([name, type]) => ({ name, type })),
  });
  try {
    await table.writeParquet(file);
  } finally {
    table.close();
    await rm(csv, { force: true });
  }
}

function* chunks(
  columns: RecordColumns,
  records: Iterable<WrittenRecord>,
): Generator<string> {
  let lines = [columns.map(([name]) => name).join(',')];
  for (const record of records) {
    lines.push(columns.map(([name]) => cell(record[name])).join(','));
    if (lines.length < LINES_A_CHUNK) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.replace(/"/g, '""')}"`;
}
