import { open } from 'node:fs/promises';
import { TableError } from './TableError';

/** A header longer than this is no header. */
const HEADER_LIMIT_BYTES = 1024 * 1024;

/**
 * The column names in the first record of a delimited text file, quotes taken
 * off as RFC 4180 says.
 *
 * @throws TableError where there is no header, or a name is empty or stands twice
 */
export async function readCsvHeader(
  file: string,
  delimiter: string,
): Promise<string[]> {
  const text = await readStart(file);
  const names = splitRecord(text, delimiter);
  if (names.every(name => name === '')) {
    throw new TableError(
      'The file is empty. Its first line must name the columns.',
      file,
      1,
    );
  }
  const seen = new Set<string>();
  for (const [i, name] of names.entries()) {
    if (name === '') {
      throw new TableError(
        `Column ${i + 1} has no name in the header. Name it.`,
        file,
        1,
      );
    }
    // SQL does not tell upper from lower case in names.
    if (seen.has(name.toLowerCase())) {
      throw new TableError(
        `Two columns are named ${name}, but for upper and lower case. Rename one of them.`,
        file,
        1,
      );
    }
    seen.add(name.toLowerCase());
  }
  return names;
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

function splitRecord(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === delimiter) {
      fields.push(field);
      field = '';
    } else if (char === '\n' || char === '\r') break;
    else field += char;
  }
  return [...fields, field];
}
