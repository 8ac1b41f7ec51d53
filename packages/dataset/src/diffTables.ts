import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect } from './connect';
import { driftBetween } from './drift/driftBetween';
import { type DriftSummary, summariseDrift } from './drift/summariseDrift';
import { identifier, literal } from './sql';
import type { Row, Table, Value } from './Table';
import { TableError } from './TableError';

export type ChangedCell = {
  readonly column: string;
  readonly from: Cell;
  readonly to: Cell;
};
/** A cell as JSON has it. */
export type Cell = string | number | boolean | null;

export type TableDiff = {
  readonly rows: {
    from: number;
    to: number;
    added: number;
    removed: number;
    changed: number;
  };
  readonly columns: { added: string[]; removed: string[]; retyped: string[] };
  /** Changed cells by column. */
  readonly cells: Record<string, number>;
  readonly labelTransitions: { from: string; to: string; count: number }[];
  /** The first changed rows, those with a changed label first, then by key. */
  readonly changedRows: { key: string; cells: ChangedCell[] }[];
  readonly drift: readonly DriftSummary[];
};

/**
 * What changed between two tables, joined by key.
 *
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function diffTables(
  from: Table,
  to: Table,
  options: {
    readonly key: readonly string[];
    readonly label?: string;
    readonly limit?: number;
  },
): Promise<TableDiff> {
  const { key, label, limit = 1_000 } = options;
  await assertKey(from, key);
  await assertKey(to, key);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-diff-'));
  const { connection, close } = await connect();
  try {
    await from.writeParquet(path.join(directory, 'from.parquet'));
    await to.writeParquet(path.join(directory, 'to.parquet'));
    for (const side of ['from', 'to']) {
      await connection.run(
        `CREATE VIEW "${side}" AS SELECT * FROM read_parquet(${literal(
          path.join(directory, `${side}.parquet`),
        )})`,
      );
    }
    const ask = async (sql: string) =>
      (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
    const columns = compareColumns(from, to);
    const shared = columns.shared.filter(name => !key.includes(name));
    const joined = `"from" a JOIN "to" b ON ${key
      .map(
        name =>
          `CAST(a.${identifier(name)} AS VARCHAR) = CAST(b.${identifier(
            name,
          )} AS VARCHAR)`,
      )
      .join(' AND ')}`;
    const differs = (name: string) => {
      const id = identifier(name);
      return columns.retyped.includes(name)
        ? `CAST(a.${id} AS VARCHAR) IS DISTINCT FROM CAST(b.${id} AS VARCHAR)`
        : `a.${id} IS DISTINCT FROM b.${id}`;
    };
    const anyDiffers =
      shared.length > 0 ? shared.map(differs).join(' OR ') : 'false';
    const [counts] = await ask(
      `SELECT count(*) AS both, count(*) FILTER (WHERE ${anyDiffers}) AS changed
         ${shared
           .map(
             (name, i) => `, count(*) FILTER (WHERE ${differs(name)}) AS c${i}`,
           )
           .join('')}
         FROM ${joined}`,
    );
    const cells = Object.fromEntries(
      shared
        .map((name, i) => [name, Number(counts[`c${i}`])] as const)
        .filter(([, n]) => n > 0),
    );
    const hasLabel = label !== undefined && shared.includes(label);
    return {
      rows: {
        from: from.rowCount,
        to: to.rowCount,
        added: to.rowCount - Number(counts.both),
        removed: from.rowCount - Number(counts.both),
        changed: Number(counts.changed),
      },
      columns: {
        added: columns.added,
        removed: columns.removed,
        retyped: columns.retyped,
      },
      cells,
      labelTransitions: hasLabel ? await transitions(ask, joined, label) : [],
      changedRows: await changedRows(ask, joined, {
        key,
        shared,
        differs,
        anyDiffers,
        limit,
        label: hasLabel ? label : undefined,
      }),
      drift: summariseDrift(
        await driftBetween(
          connection,
          { from: '"from"', to: '"to"' },
          to.columns.filter(
            ({ name }) =>
              columns.shared.includes(name) &&
              !columns.retyped.includes(name) &&
              !key.includes(name),
          ),
          { categories: label === undefined ? [] : [label] },
        ),
      ),
    };
  } finally {
    close();
    await rm(directory, { recursive: true, force: true });
  }
}

function compareColumns(from: Table, to: Table) {
  const before = new Map(from.columns.map(({ name, type }) => [name, type]));
  const after = new Map(to.columns.map(({ name, type }) => [name, type]));
  const shared = [...before.keys()].filter(name => after.has(name));
  return {
    shared,
    added: [...after.keys()].filter(name => !before.has(name)),
    removed: [...before.keys()].filter(name => !after.has(name)),
    retyped: shared.filter(name => before.get(name) !== after.get(name)),
  };
}

async function assertKey(table: Table, key: readonly string[]): Promise<void> {
  const missing = key.filter(
    name => !table.columns.some(column => column.name === name),
  );
  if (missing.length > 0) {
    throw new TableError(
      `There is no column ${missing.join(
        ', ',
      )} to join by. Name a key that both tables have.`,
      table.file,
      1,
    );
  }
  const text = key.map(name => `CAST(${identifier(name)} AS VARCHAR)`);
  const rows = await table.query(
    `SELECT ${text
      .map((part, i) => `${part} AS k${i}`)
      .join(', ')}, count(*) AS n FROM t
      GROUP BY ALL HAVING count(*) > 1 OR ${text
        .map(part => `${part} IS NULL`)
        .join(' OR ')}
      ORDER BY ALL LIMIT 5`,
  );
  if (rows.length === 0) return;
  const shown = rows.map(row =>
    key.map((_, i) => row[`k${i}`] ?? '(empty)').join(' + '),
  );
  throw new TableError(
    `The key ${key.join(' + ')} is not unique, or empty: ${shown.join(
      ', ',
    )}. Name a key that tells every row from the others.`,
    table.file,
  );
}

type Ask = (sql: string) => Promise<Row[]>;

async function transitions(ask: Ask, joined: string, label: string) {
  const id = identifier(label);
  const rows = await ask(
    `SELECT coalesce(CAST(a.${id} AS VARCHAR), '') AS f, coalesce(CAST(b.${id} AS VARCHAR), '') AS t, count(*) AS n
       FROM ${joined} WHERE CAST(a.${id} AS VARCHAR) IS DISTINCT FROM CAST(b.${id} AS VARCHAR)
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
  );
  return rows.map(row => ({
    from: String(row.f),
    to: String(row.t),
    count: Number(row.n),
  }));
}

async function changedRows(
  ask: Ask,
  joined: string,
  what: {
    key: readonly string[];
    shared: readonly string[];
    differs(name: string): string;
    anyDiffers: string;
    limit: number;
    label?: string;
  },
) {
  const { key, shared, differs, anyDiffers, limit, label } = what;
  if (shared.length === 0) return [];
  const keyText = key
    .map(name => `CAST(a.${identifier(name)} AS VARCHAR)`)
    .join(` || ',' || `);
  const rows = await ask(
    `SELECT ${keyText} AS k, ${shared
      .map(
        (name, i) =>
          `${differs(name)} AS d${i}, a.${identifier(
            name,
          )} AS f${i}, b.${identifier(name)} AS t${i}`,
      )
      .join(', ')}
       FROM ${joined} WHERE ${anyDiffers}
      ORDER BY ${label ? `${differs(label)} DESC, ` : ''}k LIMIT ${limit}`,
  );
  return rows.map(row => ({
    key: String(row.k),
    cells: shared.flatMap((column, i) =>
      row[`d${i}`]
        ? [{ column, from: toCell(row[`f${i}`]), to: toCell(row[`t${i}`]) }]
        : [],
    ),
  }));
}

/** Lists and bytes are told by their length: they are not for reading. */
function toCell(value: Value): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return `(${value.length} values)`;
}
