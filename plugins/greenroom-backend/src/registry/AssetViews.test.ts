import type { DatasetManifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { AnalysisStore } from '../analysis/AnalysisStore';
import { RunStore } from '../analysis/RunStore';
import { testDatabases } from '../database/testDatabases';
import { JobStore } from '../jobs/JobStore';
import { DeploymentStore } from '../sync/DeploymentStore';
import { RepositoryStore } from '../sync/RepositoryStore';
import { AssetStore } from './AssetStore';
import { AssetViews } from './AssetViews';

/** A real server, on a machine that may be busy. */
jest.setTimeout(120_000);

async function declare(assets: AssetStore, name: string): Promise<void> {
  const manifest: DatasetManifest = {
    kind: 'Dataset',
    name,
    line: 1,
    origins: {},
    formats: ['greenroom'],
  };
  await assets.declare([
    {
      id: name,
      kind: 'dataset',
      name,
      sourceId: 's',
      repository: 'acme/data',
      path: 'greenroom.yaml',
      entityRef: `resource:default/${name}`,
      adopted: false,
      owner: 'group:default/data',
      manifest,
      headCommit: 'c',
      search: '',
      folder: '',
      paths: [],
      warnings: [],
      retain: false,
      archived: false,
      datasets: [],
    },
  ]);
  for (const [ordinal, digest] of ['first', 'second'].entries()) {
    await assets.addRevisions([
      {
        assetId: name,
        commit: {
          sha: digest,
          author: 'Mira',
          date: '2026-01-01T00:00:00Z',
          message: `The ${digest}`,
        },
        ordinal,
        manifest,
        files: {},
        byteDigest: digest,
        pushed: false,
        problems: [],
      },
    ]);
    await assets.attachVersion(name, digest, digest, { rows: ordinal + 1 });
  }
}

function viewsOf(knex: Knex, assets: AssetStore): AssetViews {
  const jobs = new JobStore(knex);
  return new AssetViews({
    sources: new Map(),
    assets,
    deployments: new DeploymentStore(knex),
    runs: new RunStore(knex, jobs),
    analyses: new AnalysisStore(knex, jobs),
    repositories: new RepositoryStore(knex),
  });
}

describe.each(testDatabases())('AssetViews on $name', ({ knex: connect }) => {
  let knex: Knex;
  let assets: AssetStore;
  let views: AssetViews;

  beforeAll(async () => {
    knex = await connect();
    assets = new AssetStore(knex);
    views = viewsOf(knex, assets);
    for (let i = 0; i < 50; i++)
      await declare(assets, `rows-${String(i).padStart(2, '0')}`);
  });
  afterAll(() => knex.destroy());

  it('lists a page of fifty with as many queries as a page of one', async () => {
    const count = async (limit: number) => {
      let queries = 0;
      const hear = () => {
        queries++;
      };
      knex.on('query', hear);
      const { items } = await views.list({ limit, offset: 0 });
      knex.removeListener('query', hear);
      expect(items).toHaveLength(limit);
      return queries;
    };
    expect(await count(50)).toBe(await count(1));
  });

  it('shows the version of each asset of a page beside it', async () => {
    const { items } = await views.list({ limit: 50, offset: 0 });
    expect(
      items.map(({ name, version }) => [name, version?.assetId, version?.rows]),
    ).toEqual(items.map(({ name }) => [name, name, 2]));
  });
});
