import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { AssetStore } from '../AssetStore';
import type { AssetDeclaration } from './declareAssets';

jest.setTimeout(60_000);

function declaration(
  name: string,
  rest: Partial<AssetDeclaration> = {},
): AssetDeclaration {
  return {
    id: name,
    kind: 'model',
    name,
    sourceId: 's',
    repository: 'acme/all',
    path: `${name}/greenroom.yaml`,
    entityRef: `component:default/${name}`,
    adopted: false,
    owner: 'group:default/vision',
    manifest: { kind: 'Model', name, tags: ['small'] } as never,
    headCommit: 'one',
    search: '',
    folder: name,
    paths: [],
    warnings: [],
    retain: false,
    archived: false,
    datasets: [{ dataset: 'digits' }],
    ...rest,
  };
}

describe.each(testDatabases())('declared on $name', ({ knex: connect }) => {
  let knex: Knex;
  let assets: AssetStore;

  beforeEach(async () => {
    knex = await connect();
    assets = new AssetStore(knex);
  });
  afterEach(() => knex.destroy());

  it('are as many assets as there are, with what lists ask of them', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `reader-${10 + n}`);
    await assets.declare(names.map(name => declaration(name)));
    expect((await assets.getMany(names)).map(({ name }) => name)).toEqual(
      names,
    );
    expect(
      await assets.listIdsNaming([{ name: 'digits', repository: 'acme/x' }]),
    ).toEqual(names);
    expect(await knex('asset_traits').pluck('asset_id')).toHaveLength(60);
  });

  it('anew, an asset keeps what is known of its health', async () => {
    await assets.declare([declaration('reader')]);
    const [asset] = await assets.getMany(['reader']);
    await assets.setHealth([{ asset, status: 'Healthy', reason: 'fine' }]);
    await assets.declare([
      declaration('reader', {
        headCommit: 'two',
        unread: { reason: 'odd', problems: [{ path: 'p', message: 'm' }] },
        datasets: [],
      }),
    ]);
    expect(await assets.get('reader')).toMatchObject({
      headCommit: 'two',
      health: { status: 'Healthy' },
      sync: { status: 'OutOfSync', reason: 'odd' },
      problems: [{ path: 'p', message: 'm' }],
    });
    expect(
      await assets.listIdsNaming([{ name: 'digits', repository: 'acme/x' }]),
    ).toEqual([]);
  });

  it('holds no other back where it cannot be written', async () => {
    await assets.declare([declaration('reader')]);
    await expect(
      assets.declare([
        declaration('reader', { headCommit: 'two' }),
        declaration('odd', { owner: null as never }),
        declaration('scanner'),
      ]),
    ).rejects.toThrow(/owner/);
    expect(
      (await assets.getMany(['odd', 'reader', 'scanner'])).map(
        ({ id, headCommit }) => [id, headCommit],
      ),
    ).toEqual([
      ['reader', 'two'],
      ['scanner', 'one'],
    ]);
  });
});
