import { connect } from '../connect';
import { DECLARED_TYPES } from '../table/castCell';
import { Relation, relationOf } from '../table/relationOf';
import type { TableSpec } from '../table/TableSpec';
import { DiffOptions, diffSides } from './diffSides';
import type { Side } from './Side';
import type { TableDiff } from './TableDiff';

/**
 * What changed between two tables, from their files, in whatever formats and
 * order of rows: cells are equal where they hold one value under the declared
 * or inferred type of their column.
 *
 * Both tables stream through one join; rows that are written alike are never
 * typed, and what does not fit into memory is spilled to disk.
 *
 * @throws TableError where a file cannot be read (with its line), or where the
 *   key is missing, empty or not unique (with the duplicates)
 */
export async function diffTables(
  from: TableSpec,
  to: TableSpec,
  options: DiffOptions,
): Promise<TableDiff> {
  const { connection, close } = await connect();
  const opened: Relation[] = [];
  const open = async (spec: TableSpec) => {
    const relation = await relationOf(connection, spec);
    opened.push(relation);
    return sideOf(relation, spec);
  };
  try {
    const sides = { from: await open(from), to: await open(to) };
    return await diffSides(connection, sides, options);
  } catch (error) {
    throw opened.find(each => each.concerns(error))?.explain(error) ?? error;
  } finally {
    opened.forEach(each => each.close());
    close();
  }
}

function sideOf(relation: Relation, spec: TableSpec): Side {
  return {
    sql: relation.sql,
    columns: relation.columns,
    declared: new Map(
      (spec.columns ?? []).flatMap(({ name, type }) =>
        DECLARED_TYPES[type] ? [[name, DECLARED_TYPES[type]] as const] : [],
      ),
    ),
    file: relation.file,
  };
}
