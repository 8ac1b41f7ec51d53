import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { type LineageNodeRow, ROWS_AT_A_TIME } from './LineageRow';
import type { StatedNode, Statement } from './Statement';

/**
 * Nodes of a statement by their ids, made where they are not there yet. What it
 * declares is as it says; what it only names is left as others declare it, and
 * what it declared before and no longer does is only named from now on.
 */
export async function putNodes(
  trx: Knex.Transaction,
  { scope, nodes, named }: Statement,
  revision: number,
): Promise<ReadonlyMap<string, number>> {
  const declared = new Map(nodes.map(node => [node.id, node]));
  const wanted = new Map<
    string,
    Omit<LineageNodeRow, 'number' | 'group_number'> & { group?: string }
  >();
  const add = (node: StatedNode, by: string | null) => {
    const { id, kind, group, isNewest = false, ...details } = node;
    wanted.set(id, {
      id,
      kind,
      group,
      is_newest: isNewest,
      scope: by,
      details: JSON.stringify(details),
      changed: revision,
    });
  };
  for (const node of named) if (!declared.has(node.id)) add(node, null);
  for (const node of nodes) add(node, scope);
  const groups = [
    ...new Set([...wanted.values()].flatMap(({ group }) => group ?? [])),
  ];
  const groupNumbers = await numbersOf(
    trx,
    groups.map(id => ({
      id,
      kind: 'group' as const,
      group_number: 0,
      is_newest: false,
      scope: null,
      details: '{}',
      changed: revision,
    })),
  );
  const rows = [...wanted.values()].map(({ group, ...row }) => ({
    ...row,
    group_number: group === undefined ? 0 : groupNumbers.get(group)!,
  }));
  const before = await rowsOf(trx, [...wanted.keys()]);
  const numbers = await numbersOf(trx, rows);
  for (const row of rows) {
    const known = before.get(row.id);
    if (!known || row.scope === null) continue;
    const isSame =
      known.details === row.details &&
      known.scope === row.scope &&
      Boolean(known.is_newest) === row.is_newest &&
      known.group_number === row.group_number;
    if (!isSame) await trx('lineage_nodes').where({ id: row.id }).update(row);
  }
  const was = await trx<LineageNodeRow>('lineage_nodes').where({ scope });
  const gone = was.filter(({ id }) => !declared.has(id));
  for (const page of inPages(gone, ROWS_AT_A_TIME))
    await trx('lineage_nodes')
      .whereIn(
        'number',
        page.map(({ number }) => number),
      )
      .update({ scope: null, changed: revision });
  return numbers;
}

async function rowsOf(
  trx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, LineageNodeRow>> {
  const found = new Map<string, LineageNodeRow>();
  for (const page of inPages(ids, ROWS_AT_A_TIME)) {
    const rows = await trx<LineageNodeRow>('lineage_nodes').whereIn('id', page);
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

/** Numbers of nodes, each made as given where it is not there. */
async function numbersOf(
  trx: Knex.Transaction,
  rows: readonly Omit<LineageNodeRow, 'number'>[],
): Promise<Map<string, number>> {
  const ids = rows.map(({ id }) => id);
  const known = await rowsOf(trx, ids);
  const fresh = rows.filter(({ id }) => !known.has(id));
  for (const page of inPages(fresh, ROWS_AT_A_TIME / 5))
    await trx('lineage_nodes').insert(page);
  const made = await rowsOf(
    trx,
    fresh.map(({ id }) => id),
  );
  return new Map([...known, ...made].map(([id, { number }]) => [id, number]));
}
