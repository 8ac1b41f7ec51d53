import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TableFormat } from './TableSpec';

/** The line, from 1, of a row (from 0) of JSON Lines; an array has no line a row. */
export async function lineOfJson(
  file: string,
  format: TableFormat,
  row: number,
): Promise<number | undefined> {
  if (format !== 'jsonl') return undefined;
  const lines = createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  });
  let line = 0;
  let found = -1;
  for await (const text of lines) {
    line++;
    if (text.trim() !== '') found++;
    if (found === row) return line;
  }
  return undefined;
}
