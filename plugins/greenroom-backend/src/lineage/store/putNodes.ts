import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { type LineageNodeRow, ROWS_AT_A_TIME } from './LineageRow';
import type { StatedNode, Statement } from './Statement';

type NewNode = Omit<LineageNodeRow, 'number' | 'group_number'> & {
  readonly group?: string;
};

/**
 * Nodes of statements by their ids, made where they are not there yet. What they
 * declare is as they say; what they only name is left as others declare it, and
 * what one declared before and no longer does is only named from now on.
 */
export async function putNodes(
  trx: Knex.Transaction,
  statements: readonly Statement[],
  revision: number,
): Promise<ReadonlyMap<string, number>> {
  const wanted = wantedNodes(statements, revision);
  const groupNumbers = await groupsOf(trx, [...wanted.values()], revision);
  const rows = [...wanted.values()].map(({ group, ...row }) => ({
    ...row,
    group_number: group === undefined ? 0 : groupNumbers.get(group)!,
  }));
  const before = await rowsOf(trx, [...wanted.keys()]);
  const made = await insertNodes(
    trx,
    rows.filter(({ id }) => !before.has(id)),
  );
  for (const row of rows) {
    const known = before.get(row.id);
    if (known && row.scope !== null && !isAsStated(known, row))
      await trx('lineage_nodes').where({ id: row.id }).update(row);
  }
  await releaseNodes(trx, statements, revision);
  return new Map([
    ...[...before].map(([id, { number }]) => [id, number] as const),
    ...made,
  ]);
}

/** By id; a declaration goes before a name. */
function wantedNodes(
  statements: readonly Statement[],
  revision: number,
): ReadonlyMap<string, NewNode> {
  const wanted = new Map<string, NewNode>();
  const add = (node: StatedNode, scope: string | null) => {
    const { id, kind, group, isNewest = false, ...details } = node;
    wanted.set(id, {
      id,
      kind,
      group,
      is_newest: isNewest,
      scope,
      details: JSON.stringify(details),
      changed: revision,
    });
  };
  for (const { scope, nodes } of statements)
    for (const node of nodes) add(node, scope);
  for (const { named } of statements)
    for (const node of named) if (!wanted.has(node.id)) add(node, null);
  return wanted;
}

/** Numbers of the groups of nodes. */
async function groupsOf(
  trx: Knex.Transaction,
  nodes: readonly NewNode[],
  revision: number,
): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(nodes.flatMap(({ group }) => group ?? []))];
  const known = await rowsOf(trx, ids);
  const made = await insertNodes(
    trx,
    ids
      .filter(id => !known.has(id))
      .map(id => ({
        id,
        kind: 'group' as const,
        group_number: 0,
        is_newest: false,
        scope: null,
        details: '{}',
        changed: revision,
      })),
  );
  return new Map([
    ...[...known].map(([id, { number }]) => [id, number] as const),
    ...made,
  ]);
}

function isAsStated(
  known: LineageNodeRow,
  row: Omit<LineageNodeRow, 'number'>,
): boolean {
  return (
    known.details === row.details &&
    known.scope === row.scope &&
    Boolean(known.is_newest) === row.is_newest &&
    known.group_number === row.group_number
  );
}

/** What a scope declared before and no longer does. */
async function releaseNodes(
  trx: Knex.Transaction,
  statements: readonly Statement[],
  revision: number,
): Promise<void> {
  const declared = new Set(
    statements.flatMap(({ scope, nodes }) =>
      nodes.map(({ id }) => `${scope}\n${id}`),
    ),
  );
  const scopes = statements.map(({ scope }) => scope);
  for (const page of inPages(scopes, ROWS_AT_A_TIME)) {
    const was = await trx<LineageNodeRow>('lineage_nodes').whereIn(
      'scope',
      page,
    );
    const gone = was.filter(
      ({ scope, id }) => !declared.has(`${scope}\n${id}`),
    );
    for (const some of inPages(gone, ROWS_AT_A_TIME))
      await trx('lineage_nodes')
        .whereIn(
          'number',
          some.map(({ number }) => number),
        )
        .update({ scope: null, changed: revision });
  }
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

/** @returns their numbers by their ids */
async function insertNodes(
  trx: Knex.Transaction,
  rows: readonly Omit<LineageNodeRow, 'number'>[],
): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (const page of inPages(rows, ROWS_AT_A_TIME / 5)) {
    const numbers = await trx('lineage_nodes')
      .insert(page)
      .returning<Pick<LineageNodeRow, 'id' | 'number'>[]>(['id', 'number']);
    for (const { id, number } of numbers) made.set(id, number);
  }
  return made;
}
