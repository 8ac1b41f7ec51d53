import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../sql';
import type { TableColumn } from '../../Table';
import { readPicture } from './readPicture';

/** Pictures read at a time. */
const AT_A_TIME = 16;
/** So many bytes are handed to DuckDB at once, which spills what does not fit: 32 MiB. */
const FLUSHED_BYTES = 32 * 1024 ** 2;

export type PictureFile = {
  readonly path: string;
  readonly name: string;
  /** What identifies it in the table. */
  readonly key: string;
  readonly label?: string;
  readonly split?: string;
};

/** What is known of every picture. */
export const PICTURE_COLUMNS: readonly TableColumn[] = [
  { name: 'width', type: 'INTEGER' },
  { name: 'height', type: 'INTEGER' },
  { name: 'format', type: 'VARCHAR' },
  { name: 'size_bytes', type: 'BIGINT' },
  { name: 'sha256', type: 'VARCHAR' },
  { name: 'bytes', type: 'BLOB' },
];

/**
 * Reads pictures into a table with `path`, `label`, `split` and the columns of
 * every picture, a few at a time.
 *
 * @returns the name of the table
 * @throws TableError naming a picture that cannot be read
 */
export async function loadPictures(
  connection: DuckDBConnection,
  files: readonly PictureFile[],
): Promise<string> {
  const name = `pictures_${await countTables(connection)}`;
  const columns = [
    ...['path', 'label', 'split'].map(column => ({
      name: column,
      type: 'VARCHAR',
    })),
    ...PICTURE_COLUMNS,
  ];
  await connection.run(
    `CREATE TABLE ${name} (${columns
      .map(column => `${identifier(column.name)} ${column.type}`)
      .join(', ')})`,
  );
  const appender = await connection.createAppender(name);
  let waiting = 0;
  const appendText = (text: string | undefined) =>
    text === undefined ? appender.appendNull() : appender.appendVarchar(text);
  for (let at = 0; at < files.length; at += AT_A_TIME) {
    const some = files.slice(at, at + AT_A_TIME);
    const pictures = await Promise.all(some.map(readPicture));
    for (const [i, picture] of pictures.entries()) {
      appendText(some[i].key);
      appendText(some[i].label);
      appendText(some[i].split);
      appender.appendInteger(picture.width);
      appender.appendInteger(picture.height);
      appender.appendVarchar(picture.format);
      appender.appendBigInt(BigInt(picture.bytes.length));
      appender.appendVarchar(picture.sha256);
      appender.appendBlob(picture.bytes);
      appender.endRow();
      waiting += picture.bytes.length;
    }
    if (waiting < FLUSHED_BYTES) continue;
    appender.flushSync();
    waiting = 0;
  }
  appender.closeSync();
  return name;
}

async function countTables(connection: DuckDBConnection): Promise<number> {
  const reader = await connection.runAndReadAll(
    'SELECT count(*) AS n FROM duckdb_tables()',
  );
  return Number(reader.getRowObjectsJS()[0].n);
}
