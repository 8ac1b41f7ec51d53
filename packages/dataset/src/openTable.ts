import type { DuckDBConnection } from '@duckdb/node-api';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { connect } from './connect';
import { inferType } from './inferType';
import { readCsvHeader } from './readCsvHeader';
import { identifier, literal } from './sql';
import { Table, TableColumn } from './Table';
import { TableError } from './TableError';

export type TableFormat = 'csv' | 'tsv' | 'jsonl' | 'parquet';

/** Where the rows are. Paths are local; a side table is joined by a column of the same name. */
export type TableSpec = {
  readonly path: string;
  /** Default: by the ending of the path. */
  readonly format?: TableFormat;
  readonly join?: readonly {
    readonly path: string;
    readonly format?: TableFormat;
    readonly on: string;
  }[];
  /** Declared types; other columns are inferred. */
  readonly columns?: readonly {
    readonly name: string;
    readonly type: string;
  }[];
};

const DECLARED_TYPES: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};
const FORMATS: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/**
 * Opens a table, its side tables joined in. Text formats are read strictly: a
 * row with too few or too many cells is an error, not a guess.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function openTable(spec: TableSpec): Promise<Table> {
  const { connection, close } = await connect();
  try {
    const declared = new Map(
      (spec.columns ?? []).flatMap(({ name, type }) =>
        DECLARED_TYPES[type] ? [[name, DECLARED_TYPES[type]] as const] : [],
      ),
    );
    const main = await readFile(connection, spec, 'main_rows', declared);
    const names = new Set(main.map(({ name }) => name));
    const selected = main.map(({ name }) => `m.${identifier(name)}`);
    const joins: string[] = [];
    for (const [i, side] of (spec.join ?? []).entries()) {
      const columns = await readFile(connection, side, `side${i}`, declared);
      assertJoin(spec.path, names, side, columns);
      await assertUniqueKey(connection, side, `side${i}`);
      for (const { name } of columns.filter(
        column => column.name !== side.on,
      )) {
        if (names.has(name)) {
          throw new TableError(
            `Both this file and ${spec.path} have a column ${name}. Rename one of them.`,
            side.path,
            1,
          );
        }
        names.add(name);
        selected.push(`s${i}.${identifier(name)}`);
      }
      const on = identifier(side.on);
      joins.push(
        `LEFT JOIN side${i} s${i} ON CAST(s${i}.${on} AS VARCHAR) = CAST(m.${on} AS VARCHAR)`,
      );
    }
    await connection.run(
      `CREATE VIEW t AS SELECT ${selected.join(
        ', ',
      )} FROM main_rows m ${joins.join(' ')}`,
    );
    const columns = await describe(connection, 't');
    const counted = await connection.runAndReadAll(
      'SELECT count(*) AS n FROM t',
    );
    return new Table(
      connection,
      close,
      columns,
      Number(counted.getRowObjectsJS()[0].n),
      spec.path,
    );
  } catch (error) {
    close();
    throw error;
  }
}

/** Reads one file into a table of the given name and tells its columns. */
async function readFile(
  connection: DuckDBConnection,
  file: { readonly path: string; readonly format?: TableFormat },
  name: string,
  declared: ReadonlyMap<string, string>,
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
    if (format === 'parquet') await readParquet(connection, file.path, name);
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
}

async function readDelimited(
  connection: DuckDBConnection,
  file: string,
  name: string,
  delimiter: string,
  declared: ReadonlyMap<string, string>,
) {
  const header = await readCsvHeader(file, delimiter);
  const columns = header
    .map(column => `${literal(column)}: 'VARCHAR'`)
    .join(', ');
  const raw = `${name}_raw`;
  await connection.run(
    `CREATE TABLE ${raw} AS SELECT * FROM read_csv(${literal(file)},
       auto_detect = false, header = true, delim = ${literal(
         delimiter,
       )}, quote = '"', escape = '"',
       columns = {${columns}}, nullstr = '', strict_mode = true, null_padding = false,
       max_line_size = 16777216)`,
  );
  await typed(connection, file, raw, name, header, declared);
}

async function readJsonLines(
  connection: DuckDBConnection,
  file: string,
  name: string,
  declared: ReadonlyMap<string, string>,
) {
  await connection.run(
    `CREATE TABLE ${name} AS SELECT * FROM read_json(${literal(file)},
       format = 'newline_delimited', sample_size = -1, convert_strings_to_integers = false,
       dateformat = 'none', timestampformat = 'none', maximum_object_size = 16777216)`,
  );
  const columns = await describe(connection, name);
  for (const { name: column, type } of columns) {
    const wanted = declared.get(column);
    if (!wanted || wanted === type) continue;
    await connection.run(
      `ALTER TABLE ${name} ALTER COLUMN ${identifier(
        column,
      )} SET DATA TYPE ${wanted}`,
    );
  }
}

/** Gives the text cells of a raw table their declared or inferred types. */
async function typed(
  connection: DuckDBConnection,
  file: string,
  raw: string,
  name: string,
  header: readonly string[],
  declared: ReadonlyMap<string, string>,
) {
  const casts: string[] = [];
  for (const column of header) {
    const type =
      declared.get(column) ?? (await inferType(connection, raw, column));
    if (type !== 'VARCHAR')
      await assertCast(connection, file, raw, column, type);
    casts.push(
      `CAST(${identifier(column)} AS ${type}) AS ${identifier(column)}`,
    );
  }
  await connection.run(
    `CREATE TABLE ${name} AS SELECT ${casts.join(', ')} FROM ${raw}`,
  );
  await connection.run(`DROP TABLE ${raw}`);
}

async function assertCast(
  connection: DuckDBConnection,
  file: string,
  raw: string,
  column: string,
  type: string,
) {
  const id = identifier(column);
  const reader = await connection.runAndReadAll(
    `SELECT rowid + 2 AS line, ${id} AS cell FROM ${raw}
      WHERE ${id} IS NOT NULL AND TRY_CAST(${id} AS ${type}) IS NULL ORDER BY rowid LIMIT 1`,
  );
  const [bad] = reader.getRowObjectsJS();
  if (!bad) return;
  throw new TableError(
    `Column ${column} is declared as ${type}, but row ${
      Number(bad.line) - 1
    } has ${JSON.stringify(bad.cell).slice(
      0,
      80,
    )}. Correct the cell or the declared type.`,
    file,
    Number(bad.line),
  );
}

async function describe(
  connection: DuckDBConnection,
  name: string,
): Promise<TableColumn[]> {
  const reader = await connection.runAndReadAll(`DESCRIBE ${name}`);
  return reader.getRowObjectsJS().map(row => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
}

function assertJoin(
  mainPath: string,
  names: ReadonlySet<string>,
  side: { readonly path: string; readonly on: string },
  columns: readonly TableColumn[],
) {
  const inSide = columns.some(({ name }) => name === side.on);
  if (names.has(side.on) && inSide) return;
  const without = names.has(side.on) ? side.path : mainPath;
  throw new TableError(
    `The files are to be joined on ${side.on}, but ${without} has no such column. Correct "on" in the manifest or the header.`,
    without,
    1,
  );
}

async function assertUniqueKey(
  connection: DuckDBConnection,
  side: { readonly path: string; readonly on: string },
  name: string,
) {
  const reader = await connection.runAndReadAll(
    `SELECT CAST(${identifier(
      side.on,
    )} AS VARCHAR) AS k FROM ${name} GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 3`,
  );
  const keys = reader.getRowObjectsJS().map(row => String(row.k));
  if (keys.length === 0) return;
  throw new TableError(
    `${side.on} stands more than once in this side table: ${keys.join(
      ', ',
    )}. Keep one row for each.`,
    side.path,
  );
}

/** DuckDB's message in the words of the person whose file it is. */
function explained(error: Error, file: string): TableError {
  const line = /Line:\s*(\d+)/.exec(error.message)?.[1];
  const cells = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(
    error.message,
  );
  const first = error.message.split('\n')[0];
  const message = cells
    ? `A row has ${cells[2]} cells; the header names ${cells[1]}. Quote cells that hold the delimiter, or add the missing ones.`
    : `The file cannot be read. ${first}`;
  return new TableError(
    message,
    file,
    line === undefined ? undefined : Number(line),
  );
}
