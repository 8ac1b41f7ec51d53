import { TableError } from '../TableError';
import type { ReadyFile } from './Source';

/** Of Parquet whose footer or pages do not hold together. */
const DAMAGE =
  /TProtocolException|don't know what type|Failed to read file|ZSTD Decompression|[Ss]nappy|[Cc]orrupt|Out of buffer|Invalid Parquet|Parquet file/;

/** DuckDB's message in the words of the person whose file it is. */
export function explainError(
  error: unknown,
  files: readonly ReadyFile[],
): Error {
  if (error instanceof TableError) return error;
  // Of a native module, which has an Error of its own under test.
  const { message } = error as Error;
  const named = /^\s*file = (.*)$/m.exec(message)?.[1];
  const quoted = files.find(({ path }) => message.includes(path));
  const file = files.find(({ path }) => path === named) ?? quoted ?? files[0];
  const line = /Line:\s*(\d+)/.exec(message)?.[1];
  return new TableError(
    remedyFor(message) ??
      `The file cannot be read. ${withNames(summaryOf(message), files)}`,
    file?.name,
    line === undefined ? undefined : Number(line),
  );
}

/** The same of an error that names one of the files; others are not of a file's making. */
export function explainDamage(
  error: unknown,
  files: readonly ReadyFile[],
): unknown {
  const message = String((error as Error).message);
  return DAMAGE.test(message) ||
    files.some(({ path }) => message.includes(path))
    ? explainError(error, files)
    : error;
}

function remedyFor(message: string): string | undefined {
  if (DAMAGE.test(message))
    return 'The Parquet file is damaged: what it says of itself and what it holds do not go together. Write it again.';
  const cells = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (cells)
    return `A row has ${cells[2]} cells; the header names ${cells[1]}. Quote cells that hold the delimiter, or add the missing ones.`;
  if (/state machine reached an invalid state|unterminated quote/.test(message))
    return 'Quotes or line ends are not in order. Close every quote, double the quotes inside a cell, and end all lines alike (LF or CR LF).';
  if (/not utf-8 encoded|[Ii]nvalid unicode|UTF-?8/.test(message))
    return 'The file is not in UTF-8. Save it so, or name its encoding in the manifest, as table.dialect.encoding (such as windows-1252).';
  if (/Maximum line size/.test(message))
    return 'A row is longer than 16 MiB. Close every quote; put large values into files of their own.';
  const record =
    /Malformed JSON .* in (?:record\/value|line) (\d+): ([^.]*)\./.exec(
      message,
    );
  if (record)
    return `Entry ${record[1]} of the list is no JSON: ${record[2]}. Correct it.`;
  if (message.includes(`with format='array'`))
    return 'The file is no list of objects. Write [{"id": 1, "label": "cat"}, …], or one object a line as JSON Lines.';
  return undefined;
}

/** DuckDB says first where it was, then what it read there, then why. */
function summaryOf(message: string): string {
  const lines = message.split('Possible')[0].split('\n').filter(Boolean);
  return (/CSV Error on Line/.test(lines[0]) && lines.at(-1)) || lines[0];
}

/** Paths of this machine are nobody's business. */
function withNames(message: string, files: readonly ReadyFile[]): string {
  return files.reduce(
    (text, { path, name }) => text.replaceAll(path, name),
    message,
  );
}
