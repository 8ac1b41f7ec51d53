import type { DuckDBConnection } from '@duckdb/node-api';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { assertCasts } from './assertCasts';
import { assertJsonLines } from './assertJsonLines';
import { describe } from './describe';
import { inferType } from './inferType';
import type { TableFormat } from './openTable';
import { readCsvHeader } from './readCsvHeader';
import { identifier, literal } from './sql';
import type { Row, TableColumn } from './Table';
import { TableError } from './TableError';

/** A row longer than this is refused: 16 MiB. */
const ROW_LIMIT_BYTES = 16 * 1024 * 1024;

const FORMATS: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** SQL types by column, as a manifest declares them. */
export type DeclaredTypes = ReadonlyMap<string, string>;

/**
 * Reads one file into a table of the given name and tells its columns.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function readFile(
  connection: DuckDBConnection,
  file: { readonly path: string; readonly format?: TableFormat },
  name: string,
  declared: DeclaredTypes,
): Promise<TableColumn[]> {
  const format = file.format ?? FORMATS[path.extname(file.path).toLowerCase()];
  if (!format) {
    throw new TableError(
      'The format cannot be told from the ending of the file. Name it: csv, tsv, jsonl or parquet.',
      file.path,
    );
  }
  const found = await stat(file.path).catch(() => undefined);
  if (!found?.isFile())
    throw new TableError('There is no such file.', file.path);
  try {
    if (format === 'parquet')
      await readParquet(connection, file.path, name, declared);
    else if (format === 'jsonl')
      await readJsonLines(connection, file.path, name, declared);
    else
      await readDelimited(
        connection,
        file.path,
        name,
        format === 'csv' ? ',' : '\t',
        declared,
      );
  } catch (error) {
    throw error instanceof TableError
      ? error
      : explained(error as Error, file.path);
  }
  return describe(connection, name);
}

async function readParquet(
  connection: DuckDBConnection,
  file: string,
  name: string,
  declared: DeclaredTypes,
) {
  const handle = await open(file, 'r');
  try {
    const magic = Buffer.alloc(4);
    await handle.read(magic, 0, 4, 0);
    if (magic.toString('latin1') !== 'PAR1') {
      throw new TableError(
        'This is not a Parquet file: it does not begin with PAR1. Commit the file itself; a pointer of Git LFS or DVC is read by a later version.',
        file,
      );
    }
  } finally {
    await handle.close();
  }
  await connection.run(
    `CREATE TABLE ${name} AS SELECT * FROM read_parquet(${literal(file)})`,
  );
  await retype(connection, file, name, declared);
}

async function readDelimited(
  connection: DuckDBConnection,
  file: string,
  name: string,
  delimiter: string,
  declared: DeclaredTypes,
) {
  const header = await readCsvHeader(file, delimiter);
  const columns = header
    .map(column => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  await connection.run(
    `CREATE TABLE ${name} AS SELECT * FROM read_csv(${literal(file)},
       auto_detect = false, header = true, delim = ${literal(
         delimiter,
       )}, quote = '"', escape = '"',
       columns = {${columns}}, nullstr = '', strict_mode = true, null_padding = false,
       max_line_size = ${ROW_LIMIT_BYTES})`,
  );
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  const types = new Map<string, string>();
  for (const column of header) {
    types.set(
      column,
      declared.get(column) ?? (await inferType(ask, name, column)),
    );
  }
  await retype(connection, file, name, types, 'header');
}

async function readJsonLines(
  connection: DuckDBConnection,
  file: string,
  name: string,
  declared: DeclaredTypes,
) {
  try {
    await connection.run(
      `CREATE TABLE ${name} AS SELECT * FROM read_json(${literal(file)},
         format = 'newline_delimited', sample_size = -1, convert_strings_to_integers = false,
         dateformat = 'none', timestampformat = 'none', maximum_object_size = ${ROW_LIMIT_BYTES})`,
    );
  } catch (error) {
    await assertJsonLines(file);
    throw error;
  }
  const columns = await describe(connection, name);
  // Of a file whose lines are no objects, DuckDB makes one column of this name.
  if (columns.length === 1 && columns[0].name === 'json')
    await assertJsonLines(file);
  for (const { name: column, type } of columns) {
    const id = identifier(column);
    // Values of several types: the text of each, without the quotes of JSON.
    if (type === 'JSON')
      await connection.run(
        `ALTER TABLE ${name} ALTER COLUMN ${id} SET DATA TYPE VARCHAR USING ${id} ->> '$'`,
      );
    else if (/^(STRUCT|MAP)\b.*[^\]]$/.test(type))
      await connection.run(
        `ALTER TABLE ${name} ALTER COLUMN ${id} SET DATA TYPE VARCHAR USING CAST(to_json(${id}) AS VARCHAR)`,
      );
  }
  await retype(connection, file, name, declared);
}

/** Gives columns their types, where every cell fits. */
async function retype(
  connection: DuckDBConnection,
  file: string,
  name: string,
  types: DeclaredTypes,
  head: 'header' | 'no header' = 'no header',
) {
  const columns = await describe(connection, name);
  const wanted = columns.flatMap(({ name: column, type }) => {
    const to = types.get(column);
    return to === undefined || to === type ? [] : [{ name: column, type: to }];
  });
  if (wanted.length === 0) return;
  await assertCasts(connection, { file, name, columns, wanted, head });
  const casts = columns.map(({ name: column, type }) => {
    const id = identifier(column);
    return `CAST(${id} AS ${types.get(column) ?? type}) AS ${id}`;
  });
  await connection.run(
    `CREATE OR REPLACE TABLE ${name} AS SELECT ${casts.join(
      ', ',
    )} FROM ${name}`,
  );
}

/** DuckDB's message in the words of the person whose file it is. */
function explained(error: Error, file: string): TableError {
  const line = /Line:\s*(\d+)/.exec(error.message)?.[1];
  const cells = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(
    error.message,
  );
  const first = error.message.split('\n')[0];
  let message = `The file cannot be read. ${first}`;
  if (cells)
    message = `A row has ${cells[2]} cells; the header names ${cells[1]}. Quote cells that hold the delimiter, or add the missing ones.`;
  else if (first.includes('state machine reached an invalid state'))
    message =
      'Quotes or line ends are not in order. Close every quote, double the quotes inside a cell, and end all lines alike (LF or CR LF).';
  return new TableError(
    message,
    file,
    line === undefined ? undefined : Number(line),
  );
}
