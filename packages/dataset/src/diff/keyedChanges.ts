import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../sql';
import type { Row } from '../Table';
import type { AlignedColumns } from './alignColumns';
import { differ, textSql, TypePair, typedSql } from './cellSql';
import { DIFFERING, findDiffering } from './findDiffering';
import { resolveTypes } from './resolveTypes';
import { Side, Sides } from './Side';

/** Rows that differ: `key`, `change`, `changed` (names of columns), `before` and `after` (a struct each). */
export const CHANGES = 'changes';

export type Changes = {
  readonly rows: { readonly from: number; readonly to: number };
  readonly types: ReadonlyMap<string, TypePair>;
};

/**
 * Leaves what changed between two tables whose rows a key tells apart.
 *
 * @throws TableError where the key is missing, empty or not unique, with the duplicates
 */
export async function keyedChanges(
  connection: DuckDBConnection,
  sides: Sides,
  columns: AlignedColumns,
  key: readonly string[],
): Promise<Changes> {
  const rows = await findDiffering(connection, sides, columns, key);
  const ask = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  const cell = placesOf(sides);
  const compared = columns.shared.filter(name => !key.includes(name));
  const types = await resolveTypes(ask, sides, columns.shared, {
    from: residueOf(sides.from, 'f', 'has_from'),
    to: residueOf(sides.to, 't', 'has_to'),
    touched: await touchedColumns(ask, columns.shared, cell),
    async writtenAnew(names) {
      const candidates = names.filter(name => compared.includes(name));
      if (candidates.length === 0) return [];
      const [found] = await ask(
        `SELECT ${candidates
          .map((name, i) => {
            const [a, b] = [cell.before(name), cell.after(name)];
            return `coalesce(bool_or(${textSql(a)} IS DISTINCT FROM ${textSql(
              b,
            )} AND TRY_CAST(${a} AS DOUBLE) = TRY_CAST(${b} AS DOUBLE)), false) AS c${i}`;
          })
          .join(', ')} FROM ${DIFFERING} WHERE has_from AND has_to`,
      );
      return candidates.filter((_, i) => found[`c${i}`]);
    },
  });
  await writeChanges(connection, sides, {
    columns,
    key,
    compared,
    types,
    cell,
  });
  return { rows, types };
}

/** All of them where a row is in one table only. */
async function touchedColumns(
  ask: (sql: string) => Promise<Row[]>,
  shared: readonly string[],
  cell: Places,
): Promise<string[]> {
  const [found] = await ask(
    `SELECT coalesce(bool_or(NOT has_from OR NOT has_to), false) AS unmatched, ${shared
      .map(
        (name, i) =>
          `coalesce(bool_or(${textSql(
            cell.before(name),
          )} IS DISTINCT FROM ${textSql(cell.after(name))}), false) AS c${i}`,
      )
      .join(', ')} FROM ${DIFFERING}`,
  );
  return shared.filter((_, i) => found.unmatched || found[`c${i}`]);
}

type Places = { before(name: string): string; after(name: string): string };

function placesOf({ from, to }: Sides): Places {
  const place = (side: Side, name: string) =>
    side.columns.findIndex(column => column.name === name);
  return {
    before: name => `f${place(from, name)}`,
    after: name => `t${place(to, name)}`,
  };
}

function residueOf(side: Side, cell: 'f' | 't', has: string): string {
  const cells = side.columns.map(
    ({ name }, i) => `${cell}${i} AS ${identifier(name)}`,
  );
  return `SELECT ${cells.join(', ')} FROM ${DIFFERING} WHERE ${has}`;
}

async function writeChanges(
  connection: DuckDBConnection,
  { from, to }: Sides,
  what: {
    columns: AlignedColumns;
    key: readonly string[];
    compared: readonly string[];
    types: ReadonlyMap<string, TypePair>;
    cell: Places;
  },
): Promise<void> {
  const { key, compared, types, cell } = what;
  const keyText = key
    .map(
      name =>
        `coalesce(CAST(${cell.before(name)} AS VARCHAR), CAST(${cell.after(
          name,
        )} AS VARCHAR))`,
    )
    .join(` || ',' || `);
  const changed = compared.map(name => {
    const differs = differ(
      cell.before(name),
      cell.after(name),
      types.get(name)!,
    );
    return `CASE WHEN has_from AND has_to AND ${differs} THEN ${literal(
      name,
    )} END`;
  });
  const struct = (
    side: Side,
    place: (name: string) => string,
    end: 'from' | 'to',
  ) => {
    const fields = side.columns.map(({ name, type }) => {
      const pair = types.get(name);
      // A cell of a column whose type is a guess is shown as it is written.
      const holds = pair && !pair.by ? pair[end] : type;
      return `${identifier(name)} := ${typedSql(place(name), type, holds)}`;
    });
    return `struct_pack(${fields.join(', ')})`;
  };
  await connection.run(
    `CREATE TABLE ${CHANGES} AS
       SELECT ${keyText} AS key,
              CASE WHEN NOT has_from THEN 'added' WHEN NOT has_to THEN 'removed' ELSE 'changed' END AS change,
              ${
                changed.length > 0
                  ? `list_filter([${changed.join(
                      ', ',
                    )}], lambda name: name IS NOT NULL)`
                  : '[]::VARCHAR[]'
              } AS changed,
              CASE WHEN has_from THEN ${struct(
                from,
                cell.before,
                'from',
              )} END AS "before",
              CASE WHEN has_to THEN ${struct(
                to,
                cell.after,
                'to',
              )} END AS "after"
         FROM ${DIFFERING}`,
  );
  await connection.run(
    `DELETE FROM ${CHANGES} WHERE change = 'changed' AND len(changed) = 0`,
  );
  await connection.run(`DROP TABLE ${DIFFERING}`);
}
