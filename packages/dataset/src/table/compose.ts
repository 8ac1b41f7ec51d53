import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../sql';
import { TableError } from '../TableError';
import { explainError } from './explainError';
import type { ReadyFile, Source, SourceColumn } from './Source';
import { namedFiles } from './namedFiles';
import { sourceOf } from './sourceOf';
import { SPLIT_COLUMN, TableSpec } from './TableSpec';
import type { Workspace } from './Workspace';

export type Side = { readonly source: Source; readonly on: string };

export type ComposedColumn = SourceColumn & {
  /** Absent where the split of the file is the value. */
  readonly source?: Source;
};

/** The sources of a table, and how they make one relation. */
export type Composed = {
  readonly main: Source;
  readonly sides: readonly Side[];
  readonly columns: readonly ComposedColumn[];
  readonly notes: readonly string[];
  /**
   * A SELECT of all columns.
   *
   * @param texts - columns wanted as text
   * @param sides - what stands for the files of the side tables; default: the files
   */
  select(texts: 'all' | ReadonlySet<string>, sides?: readonly string[]): string;
};

/**
 * Finds the files, dialects and columns of a table.
 *
 * @throws TableError where files cannot be joined or united
 */
export async function compose(
  connection: DuckDBConnection,
  spec: TableSpec,
  workspace: Workspace,
): Promise<Composed> {
  const files = [
    ...(spec.path === undefined ? [] : namedFiles(spec.path)),
    ...(spec.splits ?? []).flatMap(({ name, path }) => namedFiles(path, name)),
  ];
  const main = await sourceOf(connection, files, spec, workspace);
  const sides: Side[] = [];
  for (const side of spec.join ?? []) {
    const source = await sourceOf(
      connection,
      namedFiles(side.path),
      side,
      workspace,
    );
    sides.push({ source, on: side.on });
  }
  const split =
    spec.splits && !main.tellsSplit
      ? spec.splitColumn ?? SPLIT_COLUMN
      : undefined;
  const columns = columnsOf(main, sides, split);
  return {
    main,
    sides,
    columns,
    notes: [main, ...sides.map(({ source }) => source)].flatMap(
      ({ notes }) => notes,
    ),
    select(texts, sideRows) {
      const rows = selectMain(main, texts, split);
      if (sides.length === 0) return rows;
      const cells = columns.map(({ name, source }) => {
        const at = sides.findIndex(side => side.source === source);
        return `${at < 0 ? 'm' : `s${at}`}.${identifier(name)}`;
      });
      const joins = sides.map(({ source, on }, i) => {
        const id = identifier(on);
        const from = sideRows?.[i] ?? `(${source.select(texts)})`;
        return `LEFT JOIN ${from} s${i} ON CAST(s${i}.${id} AS VARCHAR) = CAST(m.${id} AS VARCHAR)`;
      });
      return `SELECT ${cells.join(', ')} FROM (${rows}) m ${joins.join(' ')}`;
    },
  };
}

/**
 * Checks that every side table has one row for a key.
 *
 * @throws TableError with the keys that stand more than once
 */
export async function assertUniqueSides(
  connection: DuckDBConnection,
  { sides }: Composed,
  rows?: readonly string[],
): Promise<void> {
  for (const [i, { source, on }] of sides.entries()) {
    const from = rows?.[i] ?? `(${source.select('all')})`;
    const reader = await connection
      .runAndReadAll(
        `SELECT CAST(${identifier(
          on,
        )} AS VARCHAR) AS k FROM ${from} WHERE k IS NOT NULL
          GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 3`,
      )
      .catch(error => {
        throw explainError(error, source.files);
      });
    const keys = reader.getRowObjectsJS().map(row => String(row.k));
    if (keys.length === 0) continue;
    throw new TableError(
      `${on} stands more than once in this side table: ${keys.join(
        ', ',
      )}. Keep one row for each.`,
      source.files[0].name,
    );
  }
}

export function filesOf({ main, sides }: Composed): readonly ReadyFile[] {
  return [main, ...sides.map(({ source }) => source)].flatMap(
    ({ files }) => files,
  );
}

function columnsOf(
  main: Source,
  sides: readonly Side[],
  split: string | undefined,
): ComposedColumn[] {
  const columns: ComposedColumn[] = [];
  const taken = new Map<string, string>();
  const add = (column: ComposedColumn, file: string) => {
    const other = taken.get(column.name.toLowerCase());
    if (other !== undefined) {
      throw new TableError(
        `Both this file and ${other} have a column ${column.name}. Rename one of them.`,
        file,
        1,
      );
    }
    taken.set(column.name.toLowerCase(), file);
    columns.push(column);
  };
  const [{ name: mainName }] = main.files;
  for (const column of main.columns) add({ ...column, source: main }, mainName);
  if (split !== undefined) {
    if (taken.has(split.toLowerCase())) {
      throw new TableError(
        `The file has a column ${split}, and the manifest names splits by file. Keep one of them.`,
        mainName,
        1,
      );
    }
    add({ name: split, type: 'VARCHAR', typing: 'said' }, mainName);
  }
  for (const { source, on } of sides) {
    const [{ name }] = source.files;
    const has = (of: readonly SourceColumn[]) =>
      of.some(column => column.name === on);
    const without = has(columns) ? name : mainName;
    if (!has(columns) || !has(source.columns)) {
      throw new TableError(
        `The files are to be joined on ${on}, but ${without} has no such column. Correct "on" in the manifest or the header.`,
        without,
        1,
      );
    }
    for (const column of source.columns)
      if (column.name !== on) add({ ...column, source }, name);
  }
  return columns;
}

function selectMain(
  main: Source,
  texts: 'all' | ReadonlySet<string>,
  split: string | undefined,
): string {
  if (split === undefined) return main.select(texts);
  const names = [...new Set(main.files.map(file => file.split ?? ''))];
  return names
    .map(name => {
      const files = main.files.filter(file => (file.split ?? '') === name);
      return `SELECT *, ${literal(name)} AS ${identifier(
        split,
      )} FROM (${main.select(texts, files)})`;
    })
    .join(' UNION ALL ');
}
