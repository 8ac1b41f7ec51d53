import type { DuckDBConnection } from '@duckdb/node-api';
import { open } from 'node:fs/promises';
import { identifier } from '../sql';
import { TableError } from '../TableError';
import { pathList } from './pathList';
import type { ReadyFile, Source } from './Source';

/** A file that unpacks to more than this many times its size … */
const UNPACKED_RATIO = 1_000;
/** … and to more than this is refused: 4 GiB. */
const UNPACKED_BYTES = 4 * 1024 ** 3;
const ROW_LIMIT = 2_000_000_000;

/**
 * Parquet: types are the file's own, and nothing but the footer is read here.
 *
 * @throws TableError where a file is none, is cut short, or claims to unpack to far more than it is
 */
export async function parquetSource(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
): Promise<Source & { readonly rowCount: number }> {
  for (const file of files) await assertMagic(file);
  const from = `read_parquet(${pathList(files)}, hive_partitioning = false${
    files.length > 1 ? ', union_by_name = true' : ''
  })`;
  const described = await connection.runAndReadAll(
    `DESCRIBE SELECT * FROM ${from}`,
  );
  const columns = described.getRowObjectsJS().map(row => ({
    name: String(row.column_name),
    type: String(row.column_type),
    typing: 'said' as const,
  }));
  if (files.length > 1) await assertSameColumns(connection, files);
  const rowCount = await assertSizes(connection, files);
  return {
    format: 'parquet',
    isText: false,
    files,
    notes: [],
    rowCount,
    columns,
    select(_texts, some = files) {
      const ids = columns.map(({ name }) => identifier(name)).join(', ');
      return `SELECT ${ids} FROM read_parquet(${pathList(
        some,
      )}, hive_partitioning = false${
        files.length > 1 ? ', union_by_name = true' : ''
      })`;
    },
    lineOf: async () => undefined,
  };
}

async function assertMagic(file: ReadyFile): Promise<void> {
  const handle = await open(file.path, 'r');
  try {
    const { size } = await handle.stat();
    const ends = Buffer.alloc(8);
    await handle.read(ends, 0, 4, 0);
    if (size >= 8) await handle.read(ends, 4, 4, size - 4);
    if (ends.toString('latin1', 0, 4) !== 'PAR1') {
      throw new TableError(
        'This is not a Parquet file: it does not begin with PAR1. Commit the file itself, or correct the format.',
        file.name,
      );
    }
    if (ends.toString('latin1', 4, 8) !== 'PAR1') {
      throw new TableError(
        `The file is cut short: it ends after ${size} bytes, without PAR1. Write it again.`,
        file.name,
      );
    }
  } finally {
    await handle.close();
  }
}

async function assertSameColumns(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT file_name AS file, list(name ORDER BY name) AS names
       FROM parquet_schema(${pathList(files)})
      WHERE coalesce(num_children, 0) = 0 GROUP BY 1`,
  );
  const rows = reader.getRowObjectsJS();
  const namesOf = (file: ReadyFile) =>
    (rows.find(row => row.file === file.path)?.names ?? []) as string[];
  const expected = namesOf(files[0]);
  for (const file of files) {
    const found = namesOf(file);
    const missing = expected.filter(name => !found.includes(name));
    const more = found.filter(name => !expected.includes(name));
    if (missing.length + more.length === 0) continue;
    throw new TableError(
      `The files of a table have the same columns; between this one and ${
        files[0].name
      } these differ: ${[...missing, ...more].join(
        ', ',
      )}. Write them alike, or declare them as two tables.`,
      file.name,
    );
  }
}

/** By the footers alone. */
async function assertSizes(
  connection: DuckDBConnection,
  files: readonly ReadyFile[],
): Promise<number> {
  const reader = await connection.runAndReadAll(
    `SELECT f.file_name AS file, any_value(f.num_rows) AS rows,
            coalesce(sum(CAST(m.total_uncompressed_size AS DOUBLE)), 0) AS unpacked,
            coalesce(sum(CAST(m.total_compressed_size AS DOUBLE)), 0) AS packed
       FROM parquet_file_metadata(${pathList(files)}) f
       LEFT JOIN parquet_metadata(${pathList(files)}) m USING (file_name)
      GROUP BY 1`,
  );
  let rows = 0;
  for (const found of reader.getRowObjectsJS()) {
    const unpacked = Number(found.unpacked);
    rows += Number(found.rows);
    const isBomb =
      unpacked > UNPACKED_BYTES &&
      unpacked > UNPACKED_RATIO * Number(found.packed);
    if (!isBomb && rows <= ROW_LIMIT && Number(found.rows) >= 0) continue;
    const file = files.find(({ path }) => path === found.file) ?? files[0];
    throw new TableError(
      isBomb
        ? `The file unpacks to ${Math.round(
            unpacked / 1024 ** 3,
          )} GiB, more than ${UNPACKED_RATIO} times its size. Write it again with an ordinary compression.`
        : `The file claims ${found.rows} rows; at most ${ROW_LIMIT} are read. Split it into tables.`,
      file.name,
    );
  }
  return rows;
}
