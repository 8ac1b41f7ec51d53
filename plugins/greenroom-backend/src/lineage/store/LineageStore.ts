import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import {
  type LineageEdgeRow,
  type LineageNodeRow,
  ROWS_AT_A_TIME,
} from './LineageRow';
import { putNodes } from './putNodes';
import { readState } from './readState';
import type { StatedEdge, Statement } from './Statement';

/**
 * Nodes and edges with who states them. Derived: every scope can state anew what
 * it says. Each change has a revision; the lock on its counter puts the changes of
 * all replicas in one order, so that who has read up to a revision misses none.
 */
export class LineageStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Puts what a scope says in the place of what it said before.
   *
   * @returns whether anything is new
   */
  async state(statement: Statement): Promise<boolean> {
    const { scope } = statement;
    const before = await edgesOf(this.knex, scope);
    if (!(await differs(this.knex, statement, before))) return false;
    return this.knex.transaction(async trx => {
      const revision = await nextRevision(trx);
      // Another replica may have stated the same meanwhile.
      const said = await edgesOf(trx, scope);
      if (!(await differs(trx, statement, said))) return false;
      await write(trx, statement, { said, revision });
      return true;
    });
  }

  /** What these scopes said is no longer said. */
  async withdraw(scopes: readonly string[]): Promise<void> {
    for (const scope of scopes)
      await this.state({ scope, nodes: [], named: [], edges: [] });
  }

  /** Scopes that speak of a node of these groups. */
  async scopesNaming(groupIds: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const page of inPages(groupIds, ROWS_AT_A_TIME)) {
      const rows = await this.knex('lineage_nodes as g')
        .join('lineage_nodes as n', 'n.group_number', 'g.number')
        .join('lineage_edges as e', 'e.from_number', 'n.number')
        .whereIn('g.id', page)
        .where({ 'e.gone': false })
        .distinct<{ scope: string }[]>('e.scope');
      for (const { scope } of rows) found.add(scope);
    }
    return [...found].sort();
  }

  /** Scopes that begin so, and say anything. */
  async scopesOf(prefix: string): Promise<string[]> {
    const escaped = `${prefix.replace(/[!%_]/g, '!$&')}%`;
    const found = await Promise.all([
      this.knex('lineage_nodes')
        .whereRaw(`scope LIKE ? ESCAPE '!'`, [escaped])
        .distinct<{ scope: string }[]>('scope'),
      this.knex('lineage_edges')
        .whereRaw(`scope LIKE ? ESCAPE '!'`, [escaped])
        .where({ gone: false })
        .distinct<{ scope: string }[]>('scope'),
    ]);
    return [...new Set(found.flat().map(({ scope }) => scope))].sort();
  }
}

type Said = Awaited<ReturnType<typeof edgesOf>>;

/** Does a scope say anything else than what is known of it? */
async function differs(
  knex: Knex,
  { scope, nodes, edges }: Statement,
  said: Said,
): Promise<boolean> {
  if (said.length !== new Set(edges.map(wordsOf)).size) return true;
  const known = new Set(said.map(({ words }) => words));
  if (edges.some(edge => !known.has(wordsOf(edge)))) return true;
  const rows = await knex<LineageNodeRow>('lineage_nodes').where({ scope });
  const declared = new Map(
    rows.map(row => [row.id, `${Number(row.is_newest)}${row.details}`]),
  );
  return (
    declared.size !== nodes.length ||
    nodes.some(
      ({ id, kind: _, group: __, isNewest = false, ...details }) =>
        declared.get(id) !== `${Number(isNewest)}${JSON.stringify(details)}`,
    )
  );
}

async function write(
  trx: Knex.Transaction,
  statement: Statement,
  { said, revision }: { readonly said: Said; readonly revision: number },
): Promise<void> {
  const { scope, edges } = statement;
  const numbers = await putNodes(trx, statement, revision);
  const now = new Map(edges.map(edge => [wordsOf(edge), edge]));
  const gone = said.filter(({ words }) => !now.has(words));
  for (const page of inPages(gone, ROWS_AT_A_TIME))
    await trx('lineage_edges')
      .whereIn(
        'number',
        page.map(({ number }) => number),
      )
      .update({ gone: true, changed: revision });
  const known = new Set(said.map(({ words }) => words));
  const fresh = [...now].filter(([words]) => !known.has(words));
  for (const page of inPages(fresh, ROWS_AT_A_TIME / 10))
    await trx('lineage_edges').insert(
      page.map(([, edge]) => {
        const { from, to, kind, since, until, ...details } = edge;
        return {
          scope,
          from_number: numberOf(numbers, from, scope),
          to_number: numberOf(numbers, to, scope),
          kind,
          details: JSON.stringify(details),
          since: since ?? null,
          until: until ?? null,
          gone: false,
          changed: revision,
        };
      }),
    );
}

/** @throws Error where a scope has an edge to what it neither declares nor names */
function numberOf(
  numbers: ReadonlyMap<string, number>,
  id: string,
  scope: string,
): number {
  const number = numbers.get(id);
  if (number === undefined)
    throw new Error(
      `${scope} states an edge of ${id}, which it neither declares nor names.`,
    );
  return number;
}

async function edgesOf(knex: Knex, scope: string) {
  const rows: (LineageEdgeRow & { from_id: string; to_id: string })[] =
    await knex('lineage_edges as e')
      .join('lineage_nodes as f', 'f.number', 'e.from_number')
      .join('lineage_nodes as t', 't.number', 'e.to_number')
      .where({ 'e.scope': scope, 'e.gone': false })
      .select('e.*', 'f.id as from_id', 't.id as to_id');
  return rows.map(row => ({
    number: row.number,
    words: wordsOf({
      ...JSON.parse(row.details),
      from: row.from_id,
      to: row.to_id,
      kind: row.kind,
      since: row.since === null ? undefined : Number(row.since),
      until: row.until === null ? undefined : Number(row.until),
    }),
  }));
}

/** All that an edge says, in one order. */
function wordsOf(edge: StatedEdge): string {
  const { from, to, kind, since, until, origin, commit, url, detail, problem } =
    edge;
  return JSON.stringify([
    from,
    to,
    kind,
    since,
    until,
    origin,
    commit,
    url,
    detail,
    problem,
  ]);
}

async function nextRevision(trx: Knex.Transaction): Promise<number> {
  await trx('lineage_state')
    .insert({ id: 1, epoch: randomUUID(), revision: 0, pruned_to: 0 })
    .onConflict('id')
    .ignore();
  await trx('lineage_state').where({ id: 1 }).increment('revision', 1);
  const state = await readState(trx);
  return state!.revision;
}
