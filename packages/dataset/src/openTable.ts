import type { DuckDBConnection } from '@duckdb/node-api';
import { connect } from './connect';
import { describe } from './describe';
import { emptyColumns } from './emptyColumns';
import { inferTypes } from './inferTypes';
import { badCell } from './table/badCell';
import {
  castCell,
  DECLARED_TYPES,
  fitsDeclared,
  markOf,
  Wanted,
} from './table/castCell';
import {
  assertUniqueSides,
  compose,
  Composed,
  ComposedColumn,
  filesOf,
} from './table/compose';
import { explainDamage, explainError } from './table/explainError';
import type { TableSpec } from './table/TableSpec';
import { Workspace } from './table/Workspace';
import { identifier } from './sql';
import { Table } from './Table';

/** So many first rows tell what a column may be; all rows must agree. */
const SAMPLED_ROWS = 10_000;

/**
 * Opens a table, its side tables joined in and its columns typed. Text formats
 * are read strictly: a row with too few or too many cells is an error, not a
 * guess. Parquet without side tables stays where it is: `t` is a view of it.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function openTable(spec: TableSpec): Promise<Table> {
  const { connection, close } = await connect();
  const workspace = new Workspace();
  const closeAll = () => {
    close();
    workspace.close();
  };
  try {
    const composed = settled(
      await compose(connection, spec, workspace),
      spec.undeclared,
    );
    const declared = new Map(
      (spec.columns ?? []).flatMap(({ name, type }) =>
        DECLARED_TYPES[type] ? [[name, DECLARED_TYPES[type]] as const] : [],
      ),
    );
    const isView =
      composed.main.format === 'parquet' && composed.sides.length === 0;
    try {
      if (isView) await createView(connection, composed, declared);
      else await load(connection, composed, declared);
    } catch (error) {
      throw explainError(error, filesOf(composed));
    }
    const counted = await connection.runAndReadAll(
      'SELECT count(*) AS n FROM t',
    );
    return new Table(
      connection,
      closeAll,
      await describe(connection, 't'),
      Number(counted.getRowObjectsJS()[0].n),
      filesOf(composed)[0].name,
      new Set(declared.keys()),
      [...composed.notes, ...inferenceNote(composed, declared)],
      new Set(inferredColumns(composed, declared)),
      error => explainDamage(error, filesOf(composed)),
    );
  } catch (error) {
    closeAll();
    throw error;
  }
}

/** With nothing left to infer where undeclared columns stay text. */
function settled(
  composed: Composed,
  undeclared: TableSpec['undeclared'],
): Composed {
  if (undeclared !== 'text') return composed;
  return {
    ...composed,
    columns: composed.columns.map(column =>
      column.typing === 'inferred'
        ? { ...column, type: 'VARCHAR', typing: 'said' }
        : column,
    ),
  };
}

type Declared = ReadonlyMap<string, string>;

/** More names than these are not read anyway. */
const NOTED_COLUMNS = 10;

function inferredColumns({ columns }: Composed, declared: Declared): string[] {
  return columns.flatMap(({ name, typing }) =>
    typing === 'inferred' && !declared.has(name) ? [name] : [],
  );
}

function inferenceNote(composed: Composed, declared: Declared): string[] {
  const names = inferredColumns(composed, declared);
  if (names.length === 0) return [];
  const more = names.length - NOTED_COLUMNS;
  return [
    `Types are inferred from all rows of: ${names
      .slice(0, NOTED_COLUMNS)
      .join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  ];
}

/** Parquet under its own types, but for declared ones. */
async function createView(
  connection: DuckDBConnection,
  composed: Composed,
  declared: Declared,
): Promise<void> {
  const rows = `(${composed.select(new Set())})`;
  const casts: string[] = [];
  for (const column of composed.columns) {
    const id = identifier(column.name);
    const type = declared.get(column.name) ?? column.type;
    if (type === column.type) casts.push(id);
    else {
      await assertFits(connection, rows, column, type);
      casts.push(`CAST(${id} AS ${type}) AS ${id}`);
    }
  }
  await connection.run(
    `CREATE VIEW t AS SELECT ${casts.join(', ')} FROM ${rows}`,
  );
}

async function assertFits(
  connection: DuckDBConnection,
  rows: string,
  column: ComposedColumn,
  type: string,
): Promise<void> {
  // Anything can be written as text.
  if (type === 'VARCHAR') return;
  const id = identifier(column.name);
  const reader = await connection.runAndReadAll(
    `SELECT 1 FROM ${rows} WHERE ${id} IS NOT NULL AND NOT ${fitsDeclared(
      id,
      type,
    )} LIMIT 1`,
  );
  if (reader.currentRowCount === 0) return;
  const found = await badCell(connection, column, type);
  if (found) throw found;
}

/**
 * Loads typed rows. Types are inferred from the first rows and checked on every
 * row while it is loaded, so that files are mostly read once; where a later row
 * is of another type, all rows are looked at and loaded anew.
 */
async function load(
  connection: DuckDBConnection,
  composed: Composed,
  declared: Declared,
): Promise<void> {
  const sides = await loadSides(connection, composed);
  const rows = `(${composed.select(new Set(declared.keys()), sides)})`;
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const names = inferredColumns(composed, declared);
  const ids = names.map(identifier).join(', ');
  const sample = `(SELECT ${ids} FROM ${rows} LIMIT ${SAMPLED_ROWS})`;
  const empty = [...(await emptyColumns(ask, sample, names))];
  const guessed = new Map([
    ...(await inferTypes(ask, sample, names)),
    // Of these the first rows say nothing.
    ...(await inferTypes(ask, rows, empty)),
  ]);
  const first = wantedOf(composed, declared, guessed);
  const outlier = await createTable(connection, rows, first);
  if (outlier === undefined) return;
  await assertDeclared(connection, composed, first[outlier]);
  const doubtful = names.filter(name => guessed.get(name) !== 'VARCHAR');
  const found = await inferTypes(ask, rows, doubtful);
  const second = wantedOf(composed, declared, found);
  const bad = await createTable(connection, rows, second);
  if (bad !== undefined)
    await assertDeclared(connection, composed, second[bad]);
}

function wantedOf(
  { columns }: Composed,
  declared: Declared,
  inferred: ReadonlyMap<string, string>,
): Wanted[] {
  return columns.map(({ name, type, typing }) => {
    const said = declared.get(name);
    if (said) return { name, type: said, by: 'declaration' };
    return typing === 'inferred'
      ? { name, type: inferred.get(name) ?? 'VARCHAR', by: 'inference' }
      : { name, type, by: 'format' };
  });
}

/** Side tables stay loaded only until they are joined. */
async function loadSides(
  connection: DuckDBConnection,
  composed: Composed,
): Promise<string[]> {
  const names = composed.sides.map((_, i) => `side${i}`);
  for (const [i, { source }] of composed.sides.entries()) {
    await connection.run(
      `CREATE TABLE ${names[i]} AS ${source.select(new Set())}`,
    );
  }
  await assertUniqueSides(connection, composed, names);
  return names;
}

/**
 * @returns the index of the column that has a cell which does not fit, where there is one
 */
async function createTable(
  connection: DuckDBConnection,
  rows: string,
  wanted: readonly Wanted[],
): Promise<number | undefined> {
  try {
    await connection.run(
      `CREATE TABLE t AS SELECT ${wanted
        .map(castCell)
        .join(', ')} FROM ${rows}`,
    );
    return undefined;
  } catch (error) {
    const marked = wanted.findIndex((_, i) =>
      (error as Error).message.includes(markOf(i)),
    );
    if (marked < 0) throw error;
    return marked;
  }
}

/** A cell that is not of the type declared for it is its author's to correct. */
async function assertDeclared(
  connection: DuckDBConnection,
  { columns }: Composed,
  { name, type, by }: Wanted,
): Promise<void> {
  if (by !== 'declaration') return;
  const column = columns.find(candidate => candidate.name === name);
  const found = column && (await badCell(connection, column, type));
  if (found) throw found;
}
