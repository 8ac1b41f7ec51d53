import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { TableError } from '../TableError';
import type { ReadyFile } from './Source';

/**
 * Reads a file that DuckDB refused once more, to name the line at fault.
 *
 * @throws TableError where a line is no JSON object, or there is none
 */
export async function assertJsonLines(file: ReadyFile): Promise<void> {
  const lines = createInterface({
    input: createReadStream(file.path),
    crlfDelay: Infinity,
  });
  let line = 0;
  let objects = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    if (!isObject(text)) {
      throw new TableError(
        'This line is no JSON object. Write one object a line, such as {"id": 1, "label": "cat"}.',
        file.name,
        line,
      );
    }
    objects++;
  }
  if (objects === 0) {
    throw new TableError(
      'The file has no rows, so its columns are not known. Write one JSON object a line.',
      file.name,
      1,
    );
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
