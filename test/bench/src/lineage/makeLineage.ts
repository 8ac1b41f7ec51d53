import type { Knex } from 'knex';

export type MadeLineage = {
  readonly versions: number;
  readonly edges: number;
  /** Numbers of nodes to ask about: the one with everything downstream first, then some at random. */
  readonly starts: readonly number[];
};

/** Each comes of the version before, and of others of before: so the first leads to nearly all. */
const PARENTS = 3;
const ASSETS = 1_000;
/** Rows of an insert: SQLite takes 500. */
const ROWS = 500;
/** The first has everything below it; the others stand anywhere. */
const ASKED = 50;

/** A small generator whose numbers are the same everywhere (Park and Miller 1988). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Versions of assets, each made of three of before, straight into the tables. */
export async function makeLineage(
  knex: Knex,
  versions: number,
): Promise<MadeLineage> {
  const random = generator(7);
  const changed = 1;
  await knex('lineage_state').insert({
    id: 1,
    epoch: 'bench',
    revision: changed,
    pruned_to: 0,
  });
  await inRows(knex, 'lineage_nodes', versions, i => ({
    number: i + 1,
    id: `version:${i}`,
    kind: i % ASSETS < ASSETS / 2 ? 'dataset' : 'model',
    group_number: 0,
    is_newest: i >= versions - ASSETS,
    scope: `asset:${i % ASSETS}`,
    details: JSON.stringify({ title: `asset ${i % ASSETS} ${i}` }),
    changed,
  }));
  const parentsOf = (i: number) => [
    Math.max(0, i - ASSETS),
    ...Array.from({ length: PARENTS - 1 }, () => Math.floor(random() * i)),
  ];
  const ends: (readonly [number, number])[] = [];
  for (let i = 1; i < versions; i++)
    for (const parent of parentsOf(i)) ends.push([parent + 1, i + 1]);
  await inRows(knex, 'lineage_edges', ends.length, i => ({
    number: i + 1,
    scope: `asset:${(ends[i][1] - 1) % ASSETS}`,
    from_number: ends[i][0],
    to_number: ends[i][1],
    kind: i % PARENTS === 0 ? 'derived from' : 'trained on',
    details: JSON.stringify({
      origin: 'greenroom.yaml',
      commit: 'c'.repeat(40),
    }),
    since: i,
    until: null,
    gone: false,
    changed,
  }));
  await knex.raw('ANALYZE');
  return {
    versions,
    edges: ends.length,
    starts: [
      1,
      ...Array.from(
        { length: ASKED },
        () => 1 + Math.floor(random() * versions),
      ),
    ],
  };
}

async function inRows(
  knex: Knex,
  table: string,
  count: number,
  row: (i: number) => Record<string, unknown>,
): Promise<void> {
  for (let from = 0; from < count; from += ROWS) {
    const length = Math.min(ROWS, count - from);
    await knex(table).insert(Array.from({ length }, (_, i) => row(from + i)));
  }
}
