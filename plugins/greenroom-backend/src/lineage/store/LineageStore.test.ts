import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { LineageStore } from './LineageStore';
import type { StatedNode, Statement } from './Statement';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const version = (name: string, title = name): StatedNode => ({
  id: `version:${name}`,
  kind: 'dataset',
  title,
  group: `asset:${name}`,
});

/** An asset that has one version, made of those that it names. */
function statement(name: string, ...from: readonly string[]): Statement {
  return {
    scope: name,
    nodes: [version(name, `${name}, as it declares it`)],
    named: from.map(each => version(each, `${each}, as ${name} names it`)),
    edges: from.map(each => ({
      from: `version:${each}`,
      to: `version:${name}`,
      kind: 'derived from',
      origin: 'greenroom.yaml',
    })),
  };
}

describe.each(testDatabases())('LineageStore on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: LineageStore;
  beforeEach(async () => {
    knex = await connect();
    store = new LineageStore(knex);
  });
  afterEach(() => knex.destroy());

  const declared = async (): Promise<[string, string | null, string][]> =>
    (await knex('lineage_nodes').whereNot({ kind: 'group' }).orderBy('id')).map(
      ({ id, scope, details }) => [id, scope, JSON.parse(details).title],
    );
  const edges = async () =>
    (await knex('lineage_edges').where({ gone: false }).orderBy('scope')).map(
      ({ scope }) => scope,
    );

  it.each([
    ['first', [statement('digits'), statement('letters', 'digits')]],
    ['last', [statement('letters', 'digits'), statement('digits')]],
  ])(
    'takes the word of who declares it, stated %s',
    async (_when, statements) => {
      await store.state(statements);
      expect(await declared()).toEqual([
        ['version:digits', 'digits', 'digits, as it declares it'],
        ['version:letters', 'letters', 'letters, as it declares it'],
      ]);
    },
  );

  it('tells which of them say anything new', async () => {
    await store.state([statement('digits'), statement('letters')]);
    expect([
      ...(await store.state([
        statement('digits'),
        statement('letters', 'digits'),
      ])),
    ]).toEqual(['letters']);
  });

  it('writes all of them under one revision, and nothing where nothing is new', async () => {
    const statements = [statement('digits'), statement('letters', 'digits')];
    const revision = async () =>
      Number((await knex('lineage_state').first()).revision);
    await store.state(statements);
    expect(await revision()).toBe(1);
    await store.state(statements);
    expect(await revision()).toBe(1);
  });

  it('only names from then on what a scope no longer declares', async () => {
    await store.state([statement('digits'), statement('letters', 'digits')]);
    await store.withdraw(['digits']);
    expect(await declared()).toEqual([
      ['version:digits', null, 'digits, as it declares it'],
      ['version:letters', 'letters', 'letters, as it declares it'],
    ]);
    expect(await edges()).toEqual(['letters']);
  });

  it('lets what cannot be stated hold no other back', async () => {
    const odd = { ...statement('odd', 'digits'), named: [] };
    await expect(
      store.state([
        statement('letters', 'nobody'),
        odd,
        statement('signs', 'nobody'),
      ]),
    ).rejects.toThrow(/odd states an edge of version:digits/);
    expect(await edges()).toEqual(['letters', 'signs']);
  });
});
