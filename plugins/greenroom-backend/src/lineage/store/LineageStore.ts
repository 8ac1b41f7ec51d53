import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { groupBy } from '../../database/groupBy';
import { inPages } from '../../database/inPages';
import { writeTogether } from '../../database/writeTogether';
import {
  type LineageEdgeRow,
  type LineageNodeRow,
  ROWS_AT_A_TIME,
} from './LineageRow';
import { putNodes } from './putNodes';
import type { StatedEdge, Statement } from './Statement';

/**
 * Nodes and edges with who states them. Derived: every scope can state anew what
 * it says. Each change has a revision; the lock on its counter puts the changes of
 * all replicas in one order, so that who has read up to a revision misses none.
 */
export class LineageStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Puts what scopes say in the place of what they said before. A scope that
   * cannot be written holds no other back.
   *
   * @returns scopes that say anything new
   */
  async state(statements: readonly Statement[]): Promise<Set<string>> {
    const written = new Set<string>();
    const fresh = await news(this.knex, statements);
    await writeTogether(this.knex, fresh, async (trx, some) => {
      const revision = await nextRevision(trx);
      // Another replica may have stated the same meanwhile.
      const still = await news(
        trx,
        some.map(({ statement }) => statement),
      );
      await write(trx, still, revision);
      for (const { statement } of still) written.add(statement.scope);
    });
    return written;
  }

  /** What these scopes said is no longer said. */
  async withdraw(scopes: readonly string[]): Promise<void> {
    await this.state(
      scopes.map(scope => ({ scope, nodes: [], named: [], edges: [] })),
    );
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

/** An edge that is stated: its row, and all that it says. */
type SaidEdge = { readonly number: number; readonly words: string };

/** A statement that says anything else than what is known of its scope, and what is. */
type News = {
  readonly statement: Statement;
  readonly said: readonly SaidEdge[];
};

async function news(
  knex: Knex,
  statements: readonly Statement[],
): Promise<News[]> {
  const scopes = statements.map(({ scope }) => scope);
  const edges = await edgesOf(knex, scopes);
  const nodes = await nodesOf(knex, scopes);
  return statements.flatMap(statement => {
    const said = edges.get(statement.scope) ?? [];
    const declared = nodes.get(statement.scope) ?? [];
    return isSame(statement, said, declared) ? [] : [{ statement, said }];
  });
}

/** Does a scope say what is known of it? */
function isSame(
  { nodes, edges }: Statement,
  said: readonly SaidEdge[],
  declared: readonly LineageNodeRow[],
): boolean {
  if (said.length !== new Set(edges.map(wordsOf)).size) return false;
  const known = new Set(said.map(({ words }) => words));
  if (edges.some(edge => !known.has(wordsOf(edge)))) return false;
  const rows = new Map(
    declared.map(row => [row.id, `${Number(row.is_newest)}${row.details}`]),
  );
  return (
    rows.size === nodes.length &&
    nodes.every(
      ({ id, kind: _, group: __, isNewest = false, ...details }) =>
        rows.get(id) === `${Number(isNewest)}${JSON.stringify(details)}`,
    )
  );
}

async function write(
  trx: Knex.Transaction,
  fresh: readonly News[],
  revision: number,
): Promise<void> {
  if (fresh.length === 0) return;
  const numbers = await putNodes(
    trx,
    fresh.map(({ statement }) => statement),
    revision,
  );
  const gone = fresh.flatMap(({ statement, said }) => {
    const now = new Set(statement.edges.map(wordsOf));
    return said.filter(({ words }) => !now.has(words));
  });
  for (const page of inPages(gone, ROWS_AT_A_TIME))
    await trx('lineage_edges')
      .whereIn(
        'number',
        page.map(({ number }) => number),
      )
      .update({ gone: true, changed: revision });
  const rows = fresh.flatMap(({ statement, said }) =>
    newEdges(statement, said).map(edge =>
      rowOf(edge, statement.scope, numbers, revision),
    ),
  );
  for (const page of inPages(rows, ROWS_AT_A_TIME / 10))
    await trx('lineage_edges').insert(page);
}

/** Each once. */
function newEdges(
  { edges }: Statement,
  said: readonly SaidEdge[],
): StatedEdge[] {
  const known = new Set(said.map(({ words }) => words));
  const now = new Map(edges.map(edge => [wordsOf(edge), edge]));
  return [...now].flatMap(([words, edge]) => (known.has(words) ? [] : [edge]));
}

function rowOf(
  { from, to, kind, since, until, ...details }: StatedEdge,
  scope: string,
  numbers: ReadonlyMap<string, number>,
  revision: number,
) {
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

/** Edges that are stated, by scope. */
async function edgesOf(
  knex: Knex,
  scopes: readonly string[],
): Promise<ReadonlyMap<string, SaidEdge[]>> {
  const found: (SaidEdge & { scope: string })[] = [];
  for (const page of inPages(scopes, ROWS_AT_A_TIME)) {
    const rows: (LineageEdgeRow & { from_id: string; to_id: string })[] =
      await knex('lineage_edges as e')
        .join('lineage_nodes as f', 'f.number', 'e.from_number')
        .join('lineage_nodes as t', 't.number', 'e.to_number')
        .whereIn('e.scope', page)
        .where({ 'e.gone': false })
        .select('e.*', 'f.id as from_id', 't.id as to_id');
    found.push(
      ...rows.map(row => ({
        scope: row.scope,
        number: row.number,
        words: wordsOf({
          ...JSON.parse(row.details),
          from: row.from_id,
          to: row.to_id,
          kind: row.kind,
          since: row.since === null ? undefined : Number(row.since),
          until: row.until === null ? undefined : Number(row.until),
        }),
      })),
    );
  }
  return groupBy(found, ({ scope }) => scope);
}

/** Nodes that are declared, by scope. */
async function nodesOf(
  knex: Knex,
  scopes: readonly string[],
): Promise<ReadonlyMap<string, LineageNodeRow[]>> {
  const found: LineageNodeRow[] = [];
  for (const page of inPages(scopes, ROWS_AT_A_TIME))
    found.push(
      ...(await knex<LineageNodeRow>('lineage_nodes').whereIn('scope', page)),
    );
  return groupBy(found, ({ scope }) => scope!);
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
  const known = await increment(trx);
  if (known !== undefined) return known;
  await trx('lineage_state')
    .insert({ id: 1, epoch: randomUUID(), revision: 0, pruned_to: 0 })
    .onConflict('id')
    .ignore();
  return (await increment(trx))!;
}

async function increment(trx: Knex.Transaction): Promise<number | undefined> {
  const [row] = await trx('lineage_state')
    .where({ id: 1 })
    .update({ revision: trx.raw('revision + 1') })
    .returning<{ revision: number | string }[]>('revision');
  return row && Number(row.revision);
}
