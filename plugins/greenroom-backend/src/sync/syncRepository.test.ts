import { oneDatabase } from '../database/testDatabases';
import { syncing } from './__testUtils__/syncing';

/** Real git and databases, on a machine that may be busy. */
jest.setTimeout(120_000);

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
const MODEL = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  version: 2.1.0
  task: image-classification
  model: { path: model.onnx }
  classes: [a, b]
  trainedOn: { dataset: digits }
  preprocessing: { input: x, output: y, steps: [{ op: numbers, columns: [a], mean: [0], scale: [1] }] }
`;
const ID = 'test:acme/data:digits';

describe.each([oneDatabase()])(
  'syncRepository on $name',
  ({ knex: connect }) => {
    let test: ReturnType<typeof syncing>;
    beforeEach(async () => {
      test = syncing(await connect());
    });
    afterEach(() => test.close());

    it('makes an asset of a manifest, owned as CODEOWNERS says', async () => {
      test.remote.push({
        'greenroom.yaml': MANIFEST,
        'labels.csv': 'x',
        CODEOWNERS: '* @acme/vision\n',
      });
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        entityRef: 'resource:default/digits',
        owner: 'group:default/vision',
        sync: { status: 'Synced' },
      });
    });

    it('resolves owner and system as a catalog file would', async () => {
      test.remote.push({
        'greenroom.yaml': MANIFEST.replace(
          'name: digits',
          'name: digits, owner: vision, system: "system:forms"',
        ),
        'labels.csv': 'x',
      });
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        owner: 'group:default/vision',
        system: 'system:default/forms',
      });
    });

    it('makes an asset of a foreign card alone, with the owner of its source', async () => {
      test.remote.push({
        'README.md':
          '---\npretty_name: Leaves\ntask_categories: [image-classification]\nlicense: mit\n---\nLeaves of a garden.\n',
      });
      await test.sync();
      expect(await test.assets.get('test:acme/data:data')).toMatchObject({
        owner: 'group:default/fallback',
        manifest: {
          title: 'Leaves',
          license: 'mit',
          formats: ['huggingface-dataset'],
        },
        sync: { status: 'Synced' },
      });
    });

    it('reads only the folder that a push touched', async () => {
      test.remote.push({
        'a/greenroom.yaml': MANIFEST,
        'a/labels.csv': 'x',
        'b/greenroom.yaml': MANIFEST.replace('digits', 'letters'),
        'b/labels.csv': 'x',
      });
      await test.sync();
      test.blobsRead();
      test.remote.push({ 'b/labels.csv': 'y' });
      const { changed } = await test.sync();
      expect(changed).toEqual(['test:acme/data:letters']);
      // The manifest of b, and the small file that might be a pointer is none of its own size here.
      expect(test.blobsRead().length).toBeLessThanOrEqual(2);
      expect((await test.assets.get(ID))?.headCommit).toBe(test.remote.head());
    });

    it('reads nothing where the branch did not move', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      test.blobsRead();
      expect(await test.sync()).toMatchObject({ changed: [], removed: [] });
      expect(test.blobsRead()).toEqual([]);
    });

    it('keeps the last good state of a broken manifest, with file and line, while the rest goes on', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      test.remote.push({
        'greenroom.yaml': MANIFEST.replace('table:', 'tabel:'),
        'b/greenroom.yaml': MANIFEST.replace('digits', 'letters'),
        'b/labels.csv': 'x',
      });
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        manifest: { table: { path: 'labels.csv' } },
        sync: { status: 'OutOfSync' },
        problems: [{ path: 'greenroom.yaml', line: 6 }, {}],
      });
      expect(await test.assets.get('test:acme/data:letters')).toMatchObject({
        sync: { status: 'Synced' },
      });
    });

    it('reads again what was broken off before its revision was written', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      test.remote.push({ 'labels.csv': 'y' });
      const broken = jest
        .spyOn(test.assets, 'addRevisions')
        .mockRejectedValueOnce(new Error('The process was killed.'));
      await expect(test.sync()).rejects.toThrow('killed');
      broken.mockRestore();
      expect(await test.sync()).toMatchObject({ changed: [ID] });
      expect((await test.assets.listRevisions([ID])).get(ID)).toMatchObject([
        {},
        { commit: test.remote.head() },
      ]);
    });

    it.each([
      [
        'a missing file',
        { 'other.csv': 'x' },
        /names labels\.csv, which is not in the repository/,
      ],
      [
        'a symbolic link',
        { 'labels.csv': { link: '/etc/passwd' } },
        /which is a symbolic link; links are not followed/,
      ],
      [
        'a submodule',
        { 'labels.csv': { submodule: 'a'.repeat(40) } },
        /which is a submodule/,
      ],
    ])('names %s', async (_what, files, reason) => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, ...files });
      await test.sync();
      const asset = await test.assets.get(ID);
      expect(asset?.problems[0].message).toMatch(reason);
      expect(asset?.problems[0].url).toContain('greenroom.yaml');
    });

    it('refuses a manifest that is a link, or too large, and reads the others', async () => {
      test.remote.push({
        'a/greenroom.yaml': { link: '../../../etc/passwd' },
        'b/croissant.json': `{"x": "${'y'.repeat(9 * 1024 * 1024)}"}`,
        'c/greenroom.yaml': MANIFEST,
        'c/labels.csv': 'x',
      });
      await test.sync();
      const { problems } = (await test.repositories.get('test', 'acme/data'))!;
      expect(problems.map(({ path, message }) => [path, message])).toEqual([
        ['a/greenroom.yaml', expect.stringMatching(/symbolic link/)],
        ['b/croissant.json', expect.stringMatching(/bytes; \d+ are allowed/)],
      ]);
      expect(await test.assets.get(ID)).toBeDefined();
    });

    it('keeps what is odd beside the asset, and reads the rest', async () => {
      test.remote.push({
        'croissant.json': JSON.stringify({
          '@context': {},
          '@type': 'Dataset',
          name: 'leaves',
          conformsTo: 'http://mlcommons.org/croissant/1.1',
          distribution: [
            {
              '@type': 'cr:FileObject',
              '@id': 'x',
              contentUrl: 'http://169.254.169.254/latest/meta-data',
            },
          ],
        }),
      });
      await test.sync();
      expect(await test.assets.get('test:acme/data:leaves')).toMatchObject({
        sync: { status: 'Synced' },
        warnings: [
          {
            path: 'croissant.json',
            message: expect.stringMatching(/points inside the network/),
            url: expect.stringContaining('croissant.json'),
          },
        ],
      });
    });

    it('deletes nothing while the remote cannot be reached, and recovers', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      test.unreachable();
      await expect(test.sync()).rejects.toThrow();
      expect(await test.assets.get(ID)).toMatchObject({
        sync: { status: 'Unknown' },
      });
      test.reachable();
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        sync: { status: 'Synced' },
      });
    });

    it('removes an asset whose manifest was really taken away', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      test.remote.push({ 'greenroom.yaml': null });
      expect(await test.sync()).toMatchObject({ removed: [ID] });
      expect(await test.assets.get(ID)).toBeUndefined();
    });

    it('holds it where greenroom.dev/retain says so', async () => {
      test.remote.push({
        'greenroom.yaml': MANIFEST.replace(
          'name: digits',
          'name: digits, annotations: { greenroom.dev/retain: "true" }',
        ),
        'labels.csv': 'x',
      });
      await test.sync();
      test.remote.push({ 'greenroom.yaml': null });
      expect(await test.sync()).toMatchObject({ removed: [] });
      expect((await test.assets.get(ID))?.sync).toMatchObject({
        status: 'OutOfSync',
        reason: expect.stringMatching(
          /gone from git; greenroom.dev\/retain holds/,
        ),
      });
    });

    it('follows an asset to another folder with its versions', async () => {
      test.remote.push({ 'a/greenroom.yaml': MANIFEST, 'a/labels.csv': 'x' });
      await test.sync();
      const [{ byte_digest: digest }] =
        await test.assets.listRevisionsWithoutVersion([ID]);
      const version = await test.assets.attachVersion(
        ID,
        digest,
        'content',
        {},
      );
      test.remote.push({
        'a/greenroom.yaml': null,
        'a/labels.csv': null,
        'b/greenroom.yaml': MANIFEST,
        'b/labels.csv': 'x',
      });
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        folder: 'b',
        path: 'b/greenroom.yaml',
      });
      expect((await test.assets.headVersion(ID))?.id).toBe(version);
    });

    it('makes one version of a licence edit and a revert that came in one push', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'one' });
      await test.sync();
      const [{ byte_digest: digest }] =
        await test.assets.listRevisionsWithoutVersion([ID]);
      await test.assets.attachVersion(ID, digest, 'content one', {});
      test.remote.push({ 'greenroom.yaml': `${MANIFEST}  license: MIT\n` });
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'two' });
      test.remote.push({ 'labels.csv': 'one' });
      await test.sync();
      const [version] = await test.assets.listVersions(ID);
      expect(version.commits).toHaveLength(3);
      expect(await test.assets.listRevisionsWithoutVersion([ID])).toHaveLength(
        1,
      );
    });

    it('follows a force-push: what it dropped is no longer the head', async () => {
      const first = test.remote.push({
        'greenroom.yaml': MANIFEST,
        'labels.csv': 'one',
      });
      test.remote.push({ 'labels.csv': 'two' });
      await test.sync();
      for (const {
        byte_digest: digest,
      } of await test.assets.listRevisionsWithoutVersion([ID])) {
        await test.assets.attachVersion(ID, digest, `content ${digest}`, {});
      }
      const two = await test.assets.headVersion(ID);
      test.remote.git(['update-ref', 'refs/heads/main', first]);
      await test.sync();
      const one = await test.assets.headVersion(ID);
      expect(one?.commit.sha).toBe(first);
      expect(one?.id).not.toBe(two?.id);
    });

    it('adopts the entity that the repository declares for itself, or somebody in the catalog', async () => {
      test.remote.push({
        'greenroom.yaml': MANIFEST,
        'labels.csv': 'x',
        'catalog-info.yaml':
          'kind: Resource\nmetadata: { name: our-digits, annotations: { greenroom.dev/asset: "acme/data#digits" } }\n',
        'b/greenroom.yaml': MANIFEST.replace('digits', 'letters'),
        'b/labels.csv': 'x',
      });
      test.adopted.set('test:acme/data:letters', {
        entityRef: 'resource:default/abc',
        retain: true,
      });
      await test.sync();
      expect(await test.assets.get(ID)).toMatchObject({
        adopted: true,
        entityRef: 'resource:default/our-digits',
      });
      expect(await test.assets.get('test:acme/data:letters')).toMatchObject({
        adopted: true,
        entityRef: 'resource:default/abc',
        retain: true,
      });
    });

    it('tells both of two folders that claim one name', async () => {
      test.remote.push({
        'a/greenroom.yaml': MANIFEST,
        'a/labels.csv': 'x',
        'b/greenroom.yaml': MANIFEST,
        'b/labels.csv': 'x',
      });
      await test.sync();
      const { problems } = (await test.repositories.get('test', 'acme/data'))!;
      expect(problems).toMatchObject([
        {
          path: 'b/greenroom.yaml',
          message: expect.stringMatching(/declared in a already/),
        },
      ]);
    });

    it('reads what GTO tags register, when a tag comes without a push', async () => {
      const commit = test.remote.push({
        'greenroom.yaml': MODEL,
        'model.onnx': 'x',
      });
      await test.sync();
      test.remote.tag('reader@v2.1.0', commit);
      test.remote.tag('reader#prod#1', commit);
      await test.sync();
      expect(
        (await test.assets.get('test:acme/data:reader'))?.registration,
      ).toMatchObject({
        versions: [{ version: 'v2.1.0', commit }],
        stages: [{ stage: 'prod', version: 'v2.1.0' }],
      });
    });

    it('pins by Git LFS pointers and by .dvc files where the bytes are elsewhere', async () => {
      const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(
        32,
      )}\nsize 12\n`;
      test.remote.push({
        '.gitattributes': '*.csv filter=lfs diff=lfs merge=lfs -text\n',
        'a/greenroom.yaml': MANIFEST,
        'a/labels.csv': pointer,
        'b/greenroom.yaml': MANIFEST.replace('digits', 'letters').replace(
          'labels.csv',
          'big/labels.csv',
        ),
        'b/big.dvc':
          'outs:\n- {path: big, md5: d41d8cd98f00b204e9800998ecf8427e.dir}\n',
      });
      await test.sync();
      const pins = async (id: string) =>
        JSON.parse(
          (await test.assets.listRevisionsWithoutVersion([id]))[0].files,
        );
      expect(await pins(ID)).toEqual({
        'a/labels.csv': `lfs:${'ab'.repeat(32)}:12`,
      });
      expect(Object.values(await pins('test:acme/data:letters'))).toContain(
        'dvc:d41d8cd98f00b204e9800998ecf8427e.dir',
      );
    });

    it('keeps a history of syncs, with cause and outcome', async () => {
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      await test.sync('acme/data', 'schedule');
      await test.sync('acme/data', 'person');
      const syncs = await test.log.list({ sourceId: 'test', limit: 10 });
      // A schedule that finds nothing is no news.
      expect(
        syncs.map(({ cause, outcome }) => [cause, outcome]).sort(),
      ).toEqual([
        ['event', 'changed'],
        ['person', 'changed'],
      ]);
    });

    it('gives deployments to the model they serve, and takes them away with their file', async () => {
      const service =
        'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: any }\nspec: { predictor: { model: { modelFormat: { name: onnx }, storageUri: "s3://models/reader/2.0.0" } } }\n';
      test.remote.push({
        'greenroom.yaml': MODEL,
        'model.onnx': 'x',
        'kserve/reader.yaml': service,
      });
      const { changed, deployments } = await test.sync();
      expect(changed).toContain('test:acme/data:reader');
      const id = 'test:acme/data:kserve/reader.yaml#/any';
      expect(deployments).toEqual([id]);
      test.remote.push({ 'kserve/NOTES.txt': 'Nothing moved.' });
      expect((await test.sync()).deployments).toEqual([]);
      expect(await test.deployments.listOf(['reader'])).toMatchObject([
        { name: 'any', version: '2.0.0' },
      ]);
      test.remote.push({ 'kserve/reader.yaml': null });
      // The model is told of it: its lineage and its drift are others now.
      expect(await test.sync()).toMatchObject({
        changed: ['test:acme/data:reader'],
        deployments: [id],
      });
      expect(await test.deployments.listOf(['reader'])).toEqual([]);
    });
  },
);

describe.each([oneDatabase()])(
  'assets of several repositories on $name',
  ({ knex: connect }) => {
    it('tells both sides of one entity that they claim it', async () => {
      const test = syncing(await connect(), ['acme/data', 'acme/more']);
      for (const remote of test.remotes.values())
        remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync('acme/data');
      await test.sync('acme/more');
      expect(await test.assets.get(ID)).toMatchObject({
        duplicates: ['test:acme/more:digits'],
      });
      expect(await test.assets.get('test:acme/more:digits')).toMatchObject({
        duplicates: [ID],
      });
      test.remotes.get('acme/data')!.push({ 'greenroom.yaml': null });
      await test.sync('acme/data');
      expect(await test.assets.get('test:acme/more:digits')).toMatchObject({
        duplicates: [],
      });
      await test.close();
    });

    it('takes everything along when a repository is renamed', async () => {
      const test = syncing(await connect());
      test.remote.push({ 'greenroom.yaml': MANIFEST, 'labels.csv': 'x' });
      await test.sync();
      const [{ byte_digest: digest }] =
        await test.assets.listRevisionsWithoutVersion([ID]);
      const version = await test.assets.attachVersion(
        ID,
        digest,
        'content',
        {},
      );
      await test.assets.renameRepository(
        'test',
        'acme/data',
        'acme/digits-data',
      );
      expect(await test.assets.get(ID)).toBeUndefined();
      const renamed = 'test:acme/digits-data:digits';
      expect(await test.assets.headVersion(renamed)).toMatchObject({
        id: version,
        assetId: renamed,
      });
      expect(
        await test.assets.attachVersion(renamed, digest, 'content', {}),
      ).toBe(version);
      await test.close();
    });
  },
);
