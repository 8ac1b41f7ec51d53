import type { DuckDBConnection } from '@duckdb/node-api';
import { connect } from './connect';
import { describe } from './describe';
import { readFile } from './readFile';
import { identifier } from './sql';
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
      new Set(declared.keys()),
    );
  } catch (error) {
    close();
    throw error;
  }
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
