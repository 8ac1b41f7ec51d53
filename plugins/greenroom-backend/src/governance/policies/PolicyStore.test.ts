import { testDatabases } from '../../database/testDatabases';
import { type PolicyFile, PolicyStore } from './PolicyStore';

/** A real server, on a machine that may be busy. */
jest.setTimeout(120_000);

const file = (path: string, given: Partial<PolicyFile> = {}): PolicyFile => ({
  ...{ path, oid: `oid of ${path}`, content: 'kind: Policy' },
  place: { kind: 'policy', level: 'asset' },
  ...{ commit: 'c', statedOn: '2026-11-26', url: `https://git.test/${path}` },
  author: { name: 'mira', verified: true },
  bundles: { 'greenroom/policies/b.tar.gz': 'blob' },
  ...given,
});

describe.each(testDatabases())('PolicyStore on $name', ({ knex: connect }) => {
  it('has the files of a repository as they were last read, and of no other', async () => {
    const knex = await connect();
    const store = new PolicyStore(knex);
    const large = file('b.yaml', { content: undefined });
    await store.replaceFiles('s', 'acme/a', [file('old.yaml')]);
    await store.replaceFiles('s', 'acme/a', [large, file('a.yaml')]);
    await store.replaceFiles('t', 'acme/a', [file('other.yaml')]);
    const where = { sourceId: 's', repository: 'acme/a' };
    expect(await store.filesOf('s', 'acme/a')).toEqual([
      { ...file('a.yaml'), ...where },
      { ...large, ...where },
    ]);
    await knex.destroy();
  });

  it('keeps the newest checks of a version', async () => {
    const knex = await connect();
    const store = new PolicyStore(knex);
    const checks = {
      ...{ versionId: 'v', assetId: 'a', checks: [] },
      checkedAtMillis: 1_795_000_000_000,
    };
    await store.putChecks({ ...checks, digest: 'old' });
    await store.putChecks({ ...checks, digest: 'new' });
    expect(await store.checksOf('v')).toEqual({ ...checks, digest: 'new' });
    expect(await store.checksOf('w')).toBeUndefined();
    await knex.destroy();
  });
});
