import type { DuckDBConnection } from '@duckdb/node-api';
import path from 'node:path';
import { connect } from '../connect';
import type { DeclaredImage } from '../profile/imageSizes';
import { literal } from '../sql';
import type { TableColumn } from '../Table';
import { TableError } from '../TableError';
import { type ContentColumn, contentColumns } from './contentColumns';
import { findEarlier } from './findEarlier';
import { findNear } from './findNear';
import { findSame } from './findSame';
import { columnsOf, longTexts, orientationOf } from './inspectTable';
import { LEAK_COLUMNS, type LeakageReport, type LeakKind } from './Leakage';
import { rowsOf, viewRows } from './workRows';

const SHOWN_NAMES = 20;

export type LeakageOptions = {
  readonly key: string;
  readonly split: string;
  /** Never counts: a row with another label is the same row. */
  readonly label?: string;
  /** Other columns that do not count, such as the annotator. */
  readonly exclude?: readonly string[];
  /** Columns of texts for people, which are compared for near duplicates; those of long texts unless given. */
  readonly texts?: readonly string[];
  /** Columns of raw pixels. */
  readonly pictures?: readonly DeclaredImage[];
  /** Splits that models learn from; those named `train…` unless given. */
  readonly training?: readonly string[];
  /** Told as the work goes on, 0 to 1. */
  readonly tell?: (fraction: number, message: string) => void;
};

export type LeakageSources = {
  /** The version asked about: Parquet, such as `Table.writeParquet` or `writeSnapshot` makes. */
  readonly file: string;
  /** Earlier versions, in the order in which they are to be named: usually the latest first. */
  readonly earlier?: readonly {
    readonly versionId: string;
    readonly file: string;
  }[];
  /** Where the leaks are written: Parquet with the columns `LEAK_COLUMNS`. */
  readonly out: string;
};

/**
 * Rows of one split that stand in another, exactly or nearly, and rows that
 * stood in another split in an earlier version. Each row is listed once for each
 * kind and other split, with the first (of near ones: the nearest) row that it
 * stands as. Two splits are compared from the one that judges to the one that is
 * learned from.
 *
 * Exact ones are all found. Near ones are found by way of hashes, in time that
 * grows with the rows, not with their pairs; the remark says what may be missed.
 *
 * @throws TableError where there is no column for key or split, or too many splits
 */
export async function findLeakage(
  sources: LeakageSources,
  options: LeakageOptions,
): Promise<LeakageReport> {
  const { connection, close } = await connect();
  try {
    return await find(connection, sources, options);
  } finally {
    close();
  }
}

async function find(
  connection: DuckDBConnection,
  { file, earlier = [], out }: LeakageSources,
  options: LeakageOptions,
): Promise<LeakageReport> {
  const all = await columnsOf(connection, file, options);
  const columns = contentColumns(all, {
    ...options,
    texts: options.texts ?? (await longTexts(connection, all)),
  });
  await viewRows(connection, 'now', { file, ...options, columns });
  const orientation = await orientationOf(connection, file, options);
  await connection.run(
    `CREATE TEMP TABLE leaks (kind VARCHAR, key VARCHAR, split VARCHAR, "otherKey" VARCHAR,
       "otherSplit" VARCHAR, similarity DOUBLE, "versionId" VARCHAR)`,
  );
  const remarks = [contentRemark(columns, options)];
  if (orientation.length > 0 && columns.length > 0) {
    options.tell?.(0.1, 'Comparing rows');
    await findExact(connection, columns);
    options.tell?.(0.3, 'Comparing rows that are nearly the same');
    remarks.push(
      ...(await findNear(connection, columns, orientation, options)),
    );
  }
  for (const [i, version] of earlier.entries()) {
    options.tell?.(
      0.7 + (0.2 * i) / earlier.length,
      'Looking into earlier versions',
    );
    remarks.push(
      ...(await lookInto(connection, version, { columns, ...options })),
    );
  }
  remarks.push(
    earlier.length === 0
      ? 'No earlier version was looked into.'
      : `${earlier.length} earlier ${
          earlier.length === 1 ? 'version was' : 'versions were'
        } looked into for the same keys and the same rows, not for near ones.`,
  );
  options.tell?.(0.95, 'Writing the rows found');
  return report(connection, out, remarks);
}

async function findExact(
  connection: DuckDBConnection,
  columns: readonly ContentColumn[],
): Promise<void> {
  await findSame(
    connection,
    'exact_same',
    columns,
    columns.map((_, i) => `c${i}`),
  );
  await connection.run(
    `INSERT INTO leaks SELECT 'exact', a.key, a.split, b.key, b.split, 1, NULL
       FROM exact_same s JOIN now a ON a.row_number = s.row_number JOIN now b ON b.row_number = s.other_number`,
  );
}

/** @returns sentences on what could not be compared */
async function lookInto(
  connection: DuckDBConnection,
  { versionId, file }: { readonly versionId: string; readonly file: string },
  options: LeakageOptions & { readonly columns: readonly ContentColumn[] },
): Promise<string[]> {
  const { key, split, columns } = options;
  const before = await columnsOf(connection, file, { key, split }).catch(
    error => {
      if (error instanceof TableError) return undefined;
      throw error;
    },
  );
  if (!before)
    return [
      `An earlier version (${versionId}) has no column ${key} or ${split} and was not looked into.`,
    ];
  const isSame = ({ name, type }: TableColumn) =>
    before.some(column => column.name === name && column.type === type);
  const content = columns.every(isSame) ? columns : [];
  await viewRows(connection, 'earlier', { file, key, split, columns: content });
  await findEarlier(connection, versionId, content);
  return content.length === columns.length
    ? []
    : [
        `An earlier version (${versionId}) has other columns; its rows were compared by key only.`,
      ];
}

function contentRemark(
  columns: readonly ContentColumn[],
  { key, split, label, exclude = [] }: LeakageOptions,
): string {
  const apart = [key, split, ...(label ? [label] : []), ...exclude].join(', ');
  return columns.length === 0
    ? `There is nothing to compare beside ${apart}.`
    : `Rows are the same when all of these are equal: ${listed(
        columns.map(({ name }) => name),
      )}. Not counted: ${apart}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES;
  return more > 0
    ? `${names.slice(0, SHOWN_NAMES).join(', ')} and ${more} more`
    : names.join(', ');
}

async function report(
  connection: DuckDBConnection,
  out: string,
  remarks: readonly string[],
): Promise<LeakageReport> {
  await connection.run(
    `COPY (SELECT ${LEAK_COLUMNS.map(name => `"${name}"`).join(', ')} FROM leaks
            ORDER BY kind, split, "otherSplit", key, "otherKey") TO ${literal(
              path.resolve(out),
            )} (FORMAT PARQUET, COMPRESSION ZSTD)`,
  );
  const counts = await rowsOf(
    connection,
    `SELECT kind, split, "otherSplit" AS other, count(DISTINCT key) AS n FROM leaks GROUP BY ALL ORDER BY ALL`,
  );
  const [{ total }] = await rowsOf(
    connection,
    'SELECT count(*) AS total FROM leaks',
  );
  return {
    counts: counts.map(row => ({
      kind: row.kind as LeakKind,
      split: String(row.split),
      otherSplit: String(row.other),
      rows: Number(row.n),
    })),
    remark: remarks.join(' '),
    total: Number(total),
  };
}
