import type { DuckDBConnection } from '@duckdb/node-api';
import { assertJsonLines } from './assertJsonLines';
import { identifier, literal } from '../sql';
import type { TableColumn } from '../Table';
import { TableError } from '../TableError';
import { assertJsonDepth } from './assertJsonDepth';
import { ROW_LIMIT_BYTES } from './csvSource';
import { lineOfJson } from './lineOfJson';
import { pathList } from './pathList';
import type { ReadyFile, Source } from './Source';
import type { TableFormat } from './TableSpec';

/** More names than this are data that stand where names should. */
const COLUMN_LIMIT = 10_000;
/** Deeper values are kept as the text of their JSON. */
const TYPED_LEVELS = 4;

/** JSON has numbers of any length; the rules of inference say which of them are. */
const WHOLE_NUMBER = /^U?(BIGINT|HUGEINT)$/;

/** What DuckDB would name the only column of a file whose values are no objects. */
const NO_OBJECTS = 'json';

/**
 * JSON Lines, or a JSON array of objects. Values of one scalar type have it;
 * values of several types, and objects, are texts.
 *
 * @throws TableError with line or row of what is no JSON object
 */
export async function jsonSource(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
  format: TableFormat,
): Promise<Source> {
  for (const file of files) await assertJsonDepth(file);
  const layout = `format = '${
    format === 'json' ? 'array' : 'newline_delimited'
  }', compression = 'uncompressed', hive_partitioning = false, maximum_object_size = ${ROW_LIMIT_BYTES}`;
  const columns = await columnsOf(connection, files, format, layout);
  return {
    format,
    isText: true,
    files,
    notes: [],
    columns: columns.map(({ name, type }) =>
      WHOLE_NUMBER.test(type)
        ? { name, type: 'VARCHAR', typing: 'inferred' }
        : { name, type, typing: 'said' },
    ),
    select(texts, some = files) {
      const types = columns.map(({ name, type }) => {
        const isText =
          texts === 'all' || texts.has(name) || WHOLE_NUMBER.test(type);
        return `${literal(name)}: ${literal(isText ? 'VARCHAR' : type)}`;
      });
      const cells = columns.map(({ name, type }) => {
        const id = identifier(name);
        const isText = type === 'VARCHAR' || texts === 'all' || texts.has(name);
        return isText ? `nullif(${id}, '') AS ${id}` : id;
      });
      return `SELECT ${cells.join(', ')} FROM read_json(${pathList(
        some,
      )}, ${layout}, dateformat = 'none', timestampformat = 'none', columns = {${types.join(
        ', ',
      )}})`;
    },
    lineOf: (file, row) => lineOfJson(file.path, format, row),
  };
}

async function columnsOf(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
  format: TableFormat,
  layout: string,
): Promise<TableColumn[]> {
  const found = await describeJson(connection, files, layout).catch(
    async error => {
      if (format === 'jsonl')
        for (const file of files) await assertJsonLines(file);
      throw error;
    },
  );
  if (found.length === 1 && found[0].name === NO_OBJECTS) {
    if (format === 'jsonl')
      for (const file of files) await assertJsonLines(file);
    else assertObjects(files[0], found[0]);
  }
  if (found.length > COLUMN_LIMIT) {
    throw new TableError(
      `The rows have ${found.length} names between them; at most ${COLUMN_LIMIT} are columns. Put what differs from row to row into a value.`,
      files[0].name,
    );
  }
  assertNames(files[0], found);
  return found.map(({ name, type }) => ({ name, type: plainType(type) }));
}

async function describeJson(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
  layout: string,
): Promise<TableColumn[]> {
  const reader = await connection.runAndReadAll(
    `DESCRIBE SELECT * FROM read_json(${pathList(
      files,
    )}, ${layout}, sample_size = -1, convert_strings_to_integers = false,
       dateformat = 'none', timestampformat = 'none', map_inference_threshold = -1,
       maximum_depth = ${TYPED_LEVELS}, union_by_name = true)`,
  );
  return reader.getRowObjectsJS().map(row => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
}

/** A type that says what the values are, without what only some of them have. */
function plainType(type: string): string {
  if (/^JSON(\[\])+$/.test(type)) return type.replace('JSON', 'VARCHAR');
  if (type === 'JSON' || /^(STRUCT|MAP)\b.*[^\]]$/s.test(type))
    return 'VARCHAR';
  return type;
}

function assertObjects(file: ReadyFile, { type }: TableColumn): void {
  if (type !== 'JSON') return;
  throw new TableError(
    'The file is no list of objects. Write [{"id": 1, "label": "cat"}, …], or one object a line as JSON Lines.',
    file.name,
  );
}

/** DuckDB gives a number to the second of two names that differ in case only. */
function assertNames(file: ReadyFile, columns: readonly TableColumn[]): void {
  for (const { name } of columns) {
    if (name === '') {
      throw new TableError('A value has an empty name. Name it.', file.name);
    }
    const base = /^(.+)_\d+$/.exec(name)?.[1];
    const other = columns.find(
      column =>
        column.name !== base &&
        column.name.toLowerCase() === base?.toLowerCase(),
    );
    if (!other) continue;
    throw new TableError(
      `Two columns are named ${base}, but for upper and lower case. Rename one of them.`,
      file.name,
    );
  }
}
