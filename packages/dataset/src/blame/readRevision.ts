import type { DuckDBConnection } from '@duckdb/node-api';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isOurs } from '../snapshot/snapshotColumns';
import { identifier, literal } from '../sql';
import type { TableColumn } from '../Table';
import { relationOf } from '../table/relationOf';
import { formatOfTable, type TableSpec } from '../table/TableSpec';
import { TableError } from '../TableError';
import type { RevisionTable } from './BlameRevision';
import { CsvImage } from './CsvImage';
import { inTemporaryFolder } from './inTemporaryFolder';
import { plainText } from './plainText';

/** Two of these are in memory at a time: 1 GiB. */
const LIMIT_BYTES = 1024 * 1024 * 1024;
const COMMA = 0x2c;
/** How DuckDB writes what `readExport` reads. */
export const EXPORT_FORMAT = `(FORMAT CSV, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`;

/** A DuckDB that is only made when something cannot be read without. */
export type LazyConnection = () => Promise<DuckDBConnection>;

/**
 * The table of a revision as text. A plain CSV or TSV is taken as it is;
 * anything else DuckDB reads and writes as CSV.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function readRevision(
  table: RevisionTable,
  connect: LazyConnection,
): Promise<CsvImage> {
  if (table.kind === 'files') return readFiles(table.spec, connect);
  if (table.kind === 'snapshot') {
    return throughDuckdb({ path: [table], format: 'parquet' }, connect);
  }
  const { bytes, format, name } = table;
  assertSize(bytes.length, name);
  const plain = plainText(bytes, format);
  if (plain) return plain;
  return inTemporaryFolder(async directory => {
    const file = path.join(directory, `revision.${format}`);
    await writeFile(file, bytes);
    return throughDuckdb({ path: [{ path: file, name }], format }, connect);
  });
}

async function readFiles(
  spec: TableSpec,
  connect: LazyConnection,
): Promise<CsvImage> {
  const plain = plainFileOf(spec);
  const found = plain && (await stat(plain.path).catch(() => undefined));
  if (plain && found?.isFile()) {
    assertSize(found.size, plain.name);
    const image = plainText(await readFile(plain.path), plain.format);
    if (image) return image;
  }
  return throughDuckdb(spec, connect);
}

/** The only file of a table that may be read without DuckDB. */
function plainFileOf(spec: TableSpec) {
  const { path: paths, format: said, dialect, splits, join } = spec;
  const [file, ...others] = typeof paths === 'string' ? [paths] : paths ?? [];
  if (file === undefined || others.length > 0) return undefined;
  if (dialect || splits || (join ?? []).length > 0) return undefined;
  const named = typeof file === 'string' ? { path: file, name: file } : file;
  const format = said ?? formatOfTable(named.name);
  return format === 'csv' || format === 'tsv'
    ? { ...named, format }
    : undefined;
}

async function throughDuckdb(
  spec: TableSpec,
  connect: LazyConnection,
): Promise<CsvImage> {
  const connection = await connect();
  const relation = await relationOf(connection, spec);
  try {
    return await inTemporaryFolder(async directory => {
      const file = path.join(directory, 'export.csv');
      // Columns that a snapshot has beside the table's.
      const columns = relation.columns.filter(({ name }) => !isOurs(name));
      const cells = columns.map(
        column => `${textOf(column)} AS ${identifier(column.name)}`,
      );
      await connection
        .run(
          `COPY (SELECT ${cells.join(', ')} FROM (${
            relation.sql
          })) TO ${literal(file)} ${EXPORT_FORMAT}`,
        )
        .catch(error => {
          throw relation.explain(error);
        });
      return readExport(file, nameOfSpec(spec));
    });
  } finally {
    relation.close();
  }
}

/** Reads a CSV that DuckDB wrote. */
export async function readExport(
  file: string,
  name: string,
): Promise<CsvImage> {
  assertSize((await stat(file)).size, name);
  const image = CsvImage.of(await readFile(file), COMMA);
  if (!image) throw new Error(`DuckDB wrote ${name} as no CSV in order`);
  return image;
}

/** What people know a table's first file by. */
export function nameOfSpec({ path: paths, splits }: TableSpec): string {
  const [first] = [paths ?? splits?.[0]?.path ?? []].flat();
  return typeof first === 'object' ? first.name : first ?? 'the table';
}

/** Parquet has types of its own; whatever else there is comes as text. */
function textOf({ name, type }: TableColumn): string {
  const id = identifier(name);
  if (type === 'VARCHAR') return id;
  if (type === 'BLOB') return `'sha256:' || sha256(${id})`;
  // As JSON Lines have them.
  if (/\]$|^(STRUCT|MAP)\b/.test(type))
    return `CAST(to_json(${id}) AS VARCHAR)`;
  return `CAST(${id} AS VARCHAR)`;
}

function assertSize(sizeBytes: number, name: string): void {
  if (sizeBytes <= LIMIT_BYTES) return;
  throw new TableError(
    `As text the table has ${Math.ceil(
      sizeBytes / 1024 / 1024,
    )} MiB; blame takes at most ${
      LIMIT_BYTES / 1024 / 1024
    }. Divide it into several tables.`,
    name,
  );
}
