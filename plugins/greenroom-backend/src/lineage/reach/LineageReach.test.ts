import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { LineageStore } from '../store/LineageStore';
import type { StatedEdge, StatedNode } from '../store/Statement';
import { LineageReach } from './LineageReach';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const node = (name: string): StatedNode => ({
  id: `version:${name}`,
  kind: 'dataset',
  title: name,
  group: 'asset:all',
});
const edge = (from: string, to: string): StatedEdge => ({
  from: `version:${from}`,
  to: `version:${to}`,
  kind: 'derived from',
  origin: 'greenroom.yaml',
});
const NAMES = ['a', 'b', 'c', 'd', 'e'];
const edges = fc.array(
  fc
    .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
    .map(([from, to]) => edge(from, to)),
  { maxLength: 6 },
);

function byHand(all: readonly StatedEdge[], start: string): string[] {
  const found = new Set([start]);
  for (const _ of NAMES)
    for (const { from, to } of all) if (found.has(from)) found.add(to);
  return [...found].sort();
}

describe.each(testDatabases())('LineageReach on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: LineageStore;
  beforeEach(async () => {
    knex = await connect();
    store = new LineageStore(knex);
  });
  afterEach(() => knex.destroy());

  const state = (scope: string, said: readonly StatedEdge[]) =>
    store.state([{ scope, nodes: [], named: NAMES.map(node), edges: said }]);
  async function downOf(replica: LineageReach, name: string) {
    const { edges: index } = await replica.current();
    const rows: { number: number; id: string }[] = await knex(
      'lineage_nodes',
    ).select('number', 'id');
    const ids = new Map(rows.map(({ number, id }) => [number, id]));
    const start = rows.find(({ id }) => id === `version:${name}`)!.number;
    const { nodes } = index.walk([start], { direction: 'downstream' });
    return [...nodes].map(number => ids.get(number)!).sort();
  }

  it('is what a walk by hand finds, on every replica, whatever is stated, withdrawn and packed between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            scope: fc.constantFrom('one', 'two'),
            said: edges,
            then: fc.constantFrom('ask', 'pack', 'nothing'),
          }),
          { maxLength: 6 },
        ),
        fc.constantFrom(...NAMES),
        async (steps, start) => {
          const [replica, other] = [0, 1].map(() => new LineageReach(knex));
          await store.state([
            {
              scope: 'names',
              nodes: NAMES.map(node),
              named: [],
              edges: [],
            },
          ]);
          const standing = new Map<string, readonly StatedEdge[]>();
          await store.withdraw(['one', 'two']);
          for (const { scope, said, then } of steps) {
            await state(scope, said);
            standing.set(scope, said);
            if (then === 'ask') await replica.current();
            if (then === 'pack') await other.keepSnapshot(1);
          }
          const expected = byHand(
            [...standing.values()].flat(),
            `version:${start}`,
          );
          for (const each of [replica, other, new LineageReach(knex)])
            expect(await downOf(each, start)).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('has a change of another replica in the next answer', async () => {
    await state('one', [edge('a', 'b')]);
    const replica = new LineageReach(knex);
    expect(await downOf(replica, 'a')).toEqual(['version:a', 'version:b']);
    await state('one', [edge('a', 'c')]);
    expect(await downOf(replica, 'a')).toEqual(['version:a', 'version:c']);
  });

  it('begins anew where the tables were emptied and filled again', async () => {
    await state('one', [edge('a', 'b'), edge('b', 'c')]);
    const replica = new LineageReach(knex);
    await replica.keepSnapshot(1);
    for (const table of ['edges', 'nodes', 'snapshots', 'state'])
      await knex(`lineage_${table}`).delete();
    await state('one', [edge('a', 'd')]);
    expect(await downOf(replica, 'a')).toEqual(['version:a', 'version:d']);
  });

  it('has no revision for what says the same again, at once or by two', async () => {
    await state('one', [edge('a', 'b')]);
    const { revision } = await new LineageReach(knex).current();
    const again = await Promise.all(
      [0, 1].map(() => state('one', [edge('a', 'b')])),
    );
    expect(again.map(fresh => fresh.size)).toEqual([0, 0]);
    expect((await new LineageReach(knex).current()).revision).toBe(revision);
  });

  it('keeps what others name, when whoever declared it no longer does', async () => {
    await store.state([
      { scope: 'a', nodes: [node('a')], named: [], edges: [] },
    ]);
    await state('b', [edge('a', 'b')]);
    await store.withdraw(['a']);
    expect(
      await knex('lineage_nodes').where({ id: 'version:a' }).pluck('scope'),
    ).toEqual([null]);
    expect(await store.scopesOf('a')).toEqual([]);
    expect(await store.scopesOf('b')).toEqual(['b']);
  });
});
