import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { testDatabases } from '../database/testDatabases';
import { AssetStore } from '../registry/AssetStore';
import { DeploymentStore } from './DeploymentStore';
import { FolderStore } from './FolderStore';
import { RepositoryStore } from './RepositoryStore';
import { SyncLog } from './SyncLog';
import { syncRepository } from './syncRepository';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits }
spec:
  task: image-classification
  table: { path: labels.csv }
  key: id
  label: label
  split: split
  classes: [a, b]
`;

const oid = (text: string) => createHash('sha1').update(text).digest('hex');

/** A source over commits that a test pushes; reads fail while it is unreachable. */
class PushedSource implements Source {
  readonly id = 'test';
  readonly kind = 'test';
  readonly target = 'test.example';
  reachable = true;
  readonly #commits: { commit: SourceCommit; files: Record<string, string> }[] =
    [];

  push(files: Record<string, string>): void {
    const sha = oid(`${this.#commits.length}`);
    this.#commits.push({
      files,
      commit: {
        sha,
        parents: [],
        author: 'Mira',
        authorEmail: 'mira@example.org',
        date: '2026-01-01T00:00:00Z',
        message: `commit ${this.#commits.length}`,
        url: `https://test.example/commit/${sha}`,
      },
    });
  }

  async listRepositories() {
    return [];
  }
  async getHead() {
    if (!this.reachable) throw new Error('connection refused');
    return this.#commits.at(-1)!.commit;
  }
  async listTree(_repository: string, commit: string) {
    const { files } = this.#commits.find(entry => entry.commit.sha === commit)!;
    return Object.entries(files).map(([path, text]) => ({
      path,
      oid: oid(text),
      type: 'file' as const,
      sizeBytes: text.length,
    }));
  }
  async findRepository() {
    return undefined;
  }
  async compare(_repository: string, base: string, head: string) {
    const shas = this.#commits.map(({ commit }) => commit.sha);
    const fresh = this.#commits.slice(
      shas.indexOf(base) + 1,
      shas.indexOf(head) + 1,
    );
    return {
      status: 'ahead' as const,
      commits: fresh.map(({ commit }) => commit),
    };
  }
  async listTags() {
    return [];
  }
  async listCommits() {
    return this.#commits.map(({ commit }) => commit).reverse();
  }
  async readBlob(_repository: string, wanted: string) {
    const texts = this.#commits.flatMap(({ files }) => Object.values(files));
    return Buffer.from(texts.find(text => oid(text) === wanted)!);
  }
  fileUrl(_repository: string, commit: string, path: string, line?: number) {
    return `https://test.example/${commit}/${path}#L${line}`;
  }
  commitUrl(_repository: string, commit: string) {
    return `https://test.example/${commit}`;
  }
}

const ID = 'test:acme/data:digits';

describe.each(testDatabases())(
  'syncRepository on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let source: PushedSource;
    let assets: AssetStore;

    beforeEach(async () => {
      knex = await connect();
      source = new PushedSource();
      assets = new AssetStore(knex);
    });
    afterEach(() => knex.destroy());

    const sync = (adopted?: string) =>
      syncRepository({
        sources: new Map([['test', source]]),
        repositories: new RepositoryStore(knex),
        folders: new FolderStore(knex),
        deployments: new DeploymentStore(knex),
        log: new SyncLog(knex),
        assets,
        defaultOwners: new Map([['test', 'group:default/fallback']]),
        adoptedEntities: async wanted =>
          new Map(
            adopted
              ? wanted.map(({ id }) => [
                  id,
                  { entityRef: adopted, retain: false },
                ])
              : [],
          ),
        synced: async () => {},
      }).run({
        jobId: 'job',
        payload: { sourceId: 'test', repository: 'acme/data' },
        signal: new AbortController().signal,
        progress: () => {},
      });

    it('makes an asset of a manifest, owned as CODEOWNERS says', async () => {
      source.push({
        'greenroom.yaml': MANIFEST,
        'labels.csv': 'x',
        CODEOWNERS: '* @acme/vision\n',
      });
      await sync();
      expect(await assets.get(ID)).toMatchObject({
        entityRef: 'resource:default/digits',
        owner: 'group:default/vision',
        sync: { status: 'Synced' },
      });
    });

    it('keeps the last good state of a broken manifest, with file and line', async () => {
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await sync();
      source.push({
        'greenroom.yaml': MANIFEST.replace('table:', 'tabel:'),
        'labels.csv': 'x',
      });
      await sync();
      expect(await assets.get(ID)).toMatchObject({
        manifest: { table: { path: 'labels.csv' } },
        sync: { status: 'OutOfSync' },
        problems: [{ path: 'greenroom.yaml', line: 6 }, {}],
      });
    });

    it('names a file that the manifest names and git has not', async () => {
      source.push({ 'greenroom.yaml': MANIFEST });
      await sync();
      const asset = await assets.get(ID);
      expect(asset?.problems[0].message).toMatch(
        /names labels\.csv, which is not in the repository/,
      );
    });

    it('deletes nothing while the host cannot be reached', async () => {
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await sync();
      source.reachable = false;
      await expect(sync()).rejects.toThrow('connection refused');
      expect(await assets.get(ID)).toMatchObject({
        sync: { status: 'Unknown' },
      });
    });

    it('removes an asset whose manifest was really taken away', async () => {
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await sync();
      source.push({ 'labels.csv': 'x' });
      await sync();
      expect(await assets.get(ID)).toBeUndefined();
    });

    it('makes one version of a licence edit and a revert', async () => {
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'one' });
      await sync();
      const [{ byte_digest: digest }] =
        await assets.listRevisionsWithoutVersion(ID);
      await assets.attachVersion(ID, digest, 'content one', {});
      source.push({
        'greenroom.yaml': `${MANIFEST}  license: MIT\n`,
        'labels.csv': 'one',
      });
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'two' });
      source.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'one' });
      await sync();
      const [version] = await assets.listVersions(ID);
      expect(version.commits).toHaveLength(3);
      expect(await assets.listRevisionsWithoutVersion(ID)).toHaveLength(1);
    });

    it('adopts the entity that the repository declares for itself', async () => {
      source.push({
        'greenroom.yaml': MANIFEST,
        'labels.csv': 'x',
        'catalog-info.yaml':
          'kind: Resource\nmetadata: { name: our-digits, annotations: { greenroom.dev/asset: "acme/data#digits" } }\n',
      });
      await sync();
      expect(await assets.get(ID)).toMatchObject({
        adopted: true,
        entityRef: 'resource:default/our-digits',
      });
    });
  },
);
