import { identifier, literal } from '../sql';
import { TableError } from '../TableError';
import { lineOfRecord } from './lineOfRecord';
import { readDialect, ReadyDialect } from './readDialect';
import type { ReadyFile, Source } from './Source';
import { pathList } from './pathList';
import type { Dialect, TableFormat } from './TableSpec';

/** A row longer than this is refused: 16 MiB. */
export const ROW_LIMIT_BYTES = 16 * 1024 * 1024;
/** Said, since DuckDB would take sixteen times the longest row: too much for a thread, and one thread for most files. */
const BUFFER_BYTES = 2 * ROW_LIMIT_BYTES;

/** With a decimal comma, a cell that is a number by it. */
const COMMA_NUMBER = '^-?[0-9]+,[0-9]+([eE][-+]?[0-9]+)?$';

type Group = { readonly dialect: ReadyDialect; readonly files: ReadyFile[] };

/**
 * Delimited text. Files may have their columns in another order, and another
 * delimiter; a column that one of them lacks is an error.
 *
 * @throws TableError where the files do not have the same columns
 */
export async function csvSource(
  files: readonly ReadyFile[],
  format: TableFormat,
  said: Dialect | undefined,
): Promise<Source> {
  const groups: Group[] = [];
  const dialects = new Map<ReadyFile, ReadyDialect>();
  for (const file of files) {
    const dialect = await readDialect(file, format, said);
    dialects.set(file, dialect);
    assertSameNames(files[0], dialects.get(files[0])!, file, dialect);
  }
  const names = dialects.get(files[0])!.names;
  const notes = notesOn(dialects);
  return {
    format,
    isText: true,
    files,
    notes,
    columns: names.map(name => ({ name, type: 'VARCHAR', typing: 'inferred' })),
    select(_texts, some = files) {
      groups.length = 0;
      for (const file of some) addTo(groups, file, dialects.get(file)!);
      return groups.map(group => selectGroup(group, names)).join(' UNION ALL ');
    },
    lineOf: (file, row) => lineOfRecord(file.path, dialects.get(file)!, row),
  };
}

/** Files that are read alike are read at once, as long as they follow one another. */
function addTo(groups: Group[], file: ReadyFile, dialect: ReadyDialect): void {
  const last = groups.at(-1);
  if (
    last &&
    JSON.stringify(last.dialect) === JSON.stringify(dialect) &&
    last.files[0].split === file.split
  )
    last.files.push(file);
  else groups.push({ dialect, files: [file] });
}

function selectGroup(
  { dialect, files }: Group,
  names: readonly string[],
): string {
  const types = dialect.names.map(name => `${literal(name)}: 'VARCHAR'`);
  const cells = names.map(name => cellOf(identifier(name), dialect));
  const options = [
    'auto_detect = false',
    `header = ${dialect.header}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.escape)}`,
    `columns = {${types.join(', ')}}`,
    `nullstr = [${['', ...dialect.nulls].map(literal).join(', ')}]`,
    'strict_mode = true',
    'null_padding = false',
    `compression = 'none'`,
    'hive_partitioning = false',
    `max_line_size = ${ROW_LIMIT_BYTES}`,
    `buffer_size = ${BUFFER_BYTES}`,
    ...(dialect.comment === ''
      ? []
      : [`comment = ${literal(dialect.comment)}`]),
    ...(dialect.skip === 0 ? [] : [`skip = ${dialect.skip}`]),
  ];
  return `SELECT ${cells.join(', ')} FROM read_csv(${pathList(
    files,
  )}, ${options.join(', ')})`;
}

function cellOf(id: string, { decimal }: ReadyDialect): string {
  return decimal === '.'
    ? id
    : `CASE WHEN regexp_full_match(${id}, '${COMMA_NUMBER}') THEN replace(${id}, ',', '.') ELSE ${id} END AS ${id}`;
}

function assertSameNames(
  first: ReadyFile,
  expected: ReadyDialect,
  file: ReadyFile,
  found: ReadyDialect,
): void {
  const missing = expected.names.filter(name => !found.names.includes(name));
  const more = found.names.filter(name => !expected.names.includes(name));
  if (missing.length === 0 && more.length === 0) return;
  const what = [
    ...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
    ...(more.length > 0 ? [`has ${more.join(', ')} besides`] : []),
  ];
  throw new TableError(
    `The files of a table have the same columns; this one ${what.join(
      ' and ',
    )}, compared with ${
      first.name
    }. Correct its header, or declare it as a table of its own.`,
    file.name,
    found.skip + 1,
  );
}

function notesOn(dialects: ReadonlyMap<ReadyFile, ReadyDialect>): string[] {
  const notes = [...dialects].flatMap(([file, dialect]) =>
    dialect.delimiterFrom === 'sniffed' && dialect.delimiter !== ','
      ? [
          `${file.name}: cells are divided by ${JSON.stringify(
            dialect.delimiter,
          )}, as its first lines are.`,
        ]
      : [],
  );
  return notes.length > 3
    ? [...notes.slice(0, 3), `${notes.length - 3} more files likewise.`]
    : notes;
}
