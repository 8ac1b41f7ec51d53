import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';
import { PolicyReader } from './PolicyReader';
import type { PolicyFile, PolicyStore, StoredPolicyFile } from './PolicyStore';

class MemoryFiles {
  files: StoredPolicyFile[] = [];
  async filesOf() {
    return this.files;
  }
  async replaceFiles(
    sourceId: string,
    repository: string,
    files: readonly PolicyFile[],
  ) {
    this.files = files.map(file => ({ ...file, sourceId, repository }));
  }
}

const commit = (given: Partial<SourceCommit> = {}): SourceCommit => ({
  ...{ sha: 'last', parents: [], author: 'Mira', authorEmail: '' },
  ...{ date: '2026-11-20T23:30:00Z', message: '', url: '', ...given },
});

function reader(last: SourceCommit = commit()) {
  const store = new MemoryFiles();
  const asked: string[] = [];
  const source = {
    id: 's',
    readBlob: async (_repository: string, oid: string) => {
      asked.push(oid);
      return Buffer.from(`text of ${oid}`);
    },
    listCommits: async () => [last],
    fileUrl: (repository: string, at: string, path: string) =>
      `${repository}/${at}/${path}`,
  } as Partial<Source> as Source;
  const policies = new PolicyReader({
    store: store as Partial<PolicyStore> as PolicyStore,
    policies: { repository: 'acme/policies' },
  });
  const read = (repository: string, files: Readonly<Record<string, string>>) =>
    policies.read(source, repository, 'head', new Map(Object.entries(files)));
  return { policies, store, asked, read };
}

describe('PolicyReader', () => {
  it('reads what states policies, with the commit that last touched it', async () => {
    const { store, read } = reader();
    await read('acme/digits', {
      'greenroom/policies/own.yaml': '1',
      'greenroom/policies/own/naming.tar.gz': '2',
      'organisation/basics.yaml': '3',
      'rows.csv': '4',
    });
    expect(store.files).toEqual([
      expect.objectContaining({
        ...{ path: 'greenroom/policies/own.yaml', content: 'text of 1' },
        ...{ commit: 'last', statedOn: '2026-11-20' },
        place: { kind: 'policy', level: 'asset' },
        bundles: { 'greenroom/policies/own/naming.tar.gz': '2' },
      }),
    ]);
  });

  it('takes the folders of the organisation in the repository of policies alone', async () => {
    const { store, read } = reader();
    await read('acme/policies', { 'organisation/basics.yaml': '3' });
    expect(store.files.map(({ place }) => place)).toEqual([
      { kind: 'policy', level: 'organisation' },
    ]);
  });

  it('reads the repository of policies once it is named as that', async () => {
    const { policies, read } = reader();
    const isUnread = () => policies.isUnread('s', 'acme/policies');
    expect(await isUnread()).toBe(true);
    await read('acme/policies', { 'organisation/basics.yaml': '3' });
    expect(await isUnread()).toBe(false);
    expect(await policies.isUnread('s', 'acme/digits')).toBe(false);
  });

  it('fetches only what changed, and forgets what is gone', async () => {
    const { store, asked, read } = reader();
    const before = { 'greenroom/policies/a.yaml': '1' };
    await read('acme/digits', before);
    await read('acme/digits', { ...before, 'greenroom/waivers/w.yaml': '2' });
    expect(asked).toEqual(['1', '2']);
    await read('acme/digits', {});
    expect(store.files).toEqual([]);
  });

  it('takes an author for verified where the host verified a signature', async () => {
    const files = { 'greenroom/waivers/w.yaml': '1' };
    const claimed = reader();
    await claimed.read('acme/digits', files);
    expect(claimed.store.files[0].author).toEqual({
      ...{ name: 'Mira', verified: false },
    });
    const signed = reader(
      commit({ identity: { login: 'mira-okafor', signature: 'verified' } }),
    );
    await signed.read('acme/digits', files);
    expect(signed.store.files[0].author).toEqual({
      ...{ name: 'mira-okafor', verified: true },
    });
  });
});
