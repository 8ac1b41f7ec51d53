import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Manifest } from '@greenroom/manifest';
import {
  startLfsServer,
  startS3,
  type TestFiles,
} from '@greenroom/test-sources';
import { RepositoryReader } from '../sync/RepositoryReader';
import { findAssetFiles, watchedPaths } from '../sync/assetFiles';
import { openSource } from './__testUtils__/openSource';
import { storagesAt } from './__testUtils__/storagesAt';
import { Stage } from './Stage';
import type { Storages } from './Storages';

/** Real git and an emulated S3, on a machine that may be busy. */
jest.setTimeout(60_000);

const TABLE = 'id,label\n1,a\n';
const hex = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('hex');
const pointerTo = (text: string) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${hex(
    'sha256',
    text,
  )}\nsize ${text.length}\n`;
const dvcFile = (name: string, text: string) =>
  `outs:\n- md5: ${hex('md5', text)}\n  size: ${
    text.length
  }\n  hash: md5\n  path: ${name}\n`;
const dvcKey = (md5: string) => `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;
const dvcConfig = (url: string) =>
  `[core]\n    remote = storage\n['remote "storage"']\n    url = ${url}\n`;

const labelled = {
  kind: 'Dataset',
  name: 'digits',
  line: 1,
  origins: {},
  formats: ['greenroom'],
  table: { path: 'labels.csv' },
  key: 'id',
  label: 'label',
  split: 'split',
  classes: ['a', 'b'],
} as unknown as Manifest;

describe('a table', () => {
  let opened: ReturnType<typeof openSource>;
  let directory: string;
  beforeEach(() => {
    opened = openSource();
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-storages-'));
  });
  afterEach(() => {
    opened.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const putFile = (file: string, text: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  /** Pushes, pins as sync does, fetches as a job does, and reads. */
  const readTable = async (
    files: TestFiles,
    storages: Storages,
    manifest: Manifest = labelled,
  ): Promise<string> => {
    const { remote, source, repository } = opened;
    const commit = remote.push(files);
    await source.getHead(repository);
    const manifestPath = 'greenroom.yaml';
    const found = findAssetFiles(
      manifestPath,
      manifest,
      await new RepositoryReader(source, repository).files(
        commit,
        watchedPaths(manifestPath, manifest, {}),
      ),
    );
    expect(found.problems).toEqual([]);
    return Stage.use(
      storages,
      { source, repository, commit, manifest, manifestPath },
      new AbortController().signal,
      async stage =>
        readFileSync(
          await stage.file('labels.csv', found.files['labels.csv']),
          'utf8',
        ),
    );
  };

  describe('in Git LFS', () => {
    const files = {
      '.gitattributes': '*.csv filter=lfs diff=lfs merge=lfs -text\n',
      'labels.csv': pointerTo(TABLE),
    };

    it('is read from the folder that is the remote', async () => {
      const sha256 = hex('sha256', TABLE);
      putFile(
        path.join(
          opened.remote.folder,
          'lfs/objects',
          sha256.slice(0, 2),
          sha256.slice(2, 4),
          sha256,
        ),
        TABLE,
      );
      expect(await readTable(files, storagesAt(directory))).toBe(TABLE);
    });

    it('says which object nobody pushed', async () => {
      await expect(readTable(files, storagesAt(directory))).rejects.toThrow(
        /^labels\.csv: The pointer names the Git LFS object [0-9a-f]{64}, .*git lfs push/,
      );
    });

    it('is read from the server that .lfsconfig names, where it may be read', async () => {
      const server = await startLfsServer();
      try {
        server.put(TABLE);
        const host = new URL(server.origin).host;
        const named = {
          ...files,
          '.lfsconfig': `[lfs]\n\turl = ${server.url}\n`,
        };
        await expect(
          readTable(named, storagesAt(path.join(directory, 'without'))),
        ).rejects.toThrow(/may not be read from here.*backend\.reading\.allow/);
        const storages = storagesAt(directory, { allow: [host] });
        expect(await readTable(named, storages)).toBe(TABLE);
      } finally {
        server.close();
      }
    });

    it('is refused where the server gives other bytes', async () => {
      const server = await startLfsServer();
      try {
        const { sha256 } = server.put(TABLE);
        server.odd.bytes.set(sha256, Buffer.from(TABLE.replace('a', 'b')));
        await expect(
          readTable(
            { ...files, '.lfsconfig': `[lfs]\n\turl = ${server.url}\n` },
            storagesAt(directory, { allow: [new URL(server.origin).host] }),
          ),
        ).rejects.toThrow(/^labels\.csv: Other bytes came than sha256/);
      } finally {
        server.close();
      }
    });
  });

  describe('tracked by DVC', () => {
    const files = (url: string) => ({
      'labels.csv.dvc': dvcFile('labels.csv', TABLE),
      '.dvc/config': dvcConfig(url),
    });
    const key = dvcKey(hex('md5', TABLE));

    it('is read from a folder, where app-config lets that be read', async () => {
      const store = path.join(directory, 'store');
      putFile(path.join(store, key), TABLE);
      await expect(
        readTable(files(store), storagesAt(path.join(directory, 'without'))),
      ).rejects.toThrow(/greenroom\.storage\.folders/);
      const storages = storagesAt(directory, { folders: [store] });
      expect(await readTable(files(store), storages)).toBe(TABLE);
    });

    it.each([
      ['../../store', /beside somebody's clone/],
      ['/etc/../etc', /greenroom\.storage\.folders/],
      ['s3://other/prefix', /bucket other .*greenroom\.storage\.s3/],
      ['https://data.example.org/dvc', /backend\.reading\.allow/],
      ['http://169.254.169.254/latest', /backend\.reading\.allow/],
      ['https://user:secret@data.example.org/dvc', /holds credentials/],
      ['gs://bucket/prefix', /of the kind gs/],
      ['ssh://host/path', /of the kind ssh/],
    ])('is not read from %s', async (url, reason) => {
      const failure = await readTable(files(url), storagesAt(directory)).catch(
        (error: Error) => error,
      );
      expect(failure).toMatchObject({
        file: 'labels.csv',
        message: expect.stringMatching(reason),
      });
      expect(String(failure)).not.toContain('secret');
    });

    it('says that no remote is committed', async () => {
      await expect(
        readTable(
          { 'labels.csv.dvc': dvcFile('labels.csv', TABLE) },
          storagesAt(directory),
        ),
      ).rejects.toThrow(/\.dvc\/config names no remote/);
    });

    it('uses nothing of .dvc/config.local', async () => {
      const store = path.join(directory, 'store');
      putFile(path.join(store, key), TABLE);
      await expect(
        readTable(
          {
            'labels.csv.dvc': dvcFile('labels.csv', TABLE),
            '.dvc/config.local': dvcConfig(store),
          },
          storagesAt(directory, { folders: [store] }),
        ),
      ).rejects.toThrow(/names no remote/);
    });

    it('is read from S3 with the credentials of app-config', async () => {
      const s3 = await startS3('data');
      const credentials = { accessKeyId: 'k', secretAccessKey: 's' };
      const client = new S3Client({
        endpoint: s3.url,
        region: 'us-east-1',
        forcePathStyle: true,
        credentials,
      });
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: 'data',
            Key: `team/${key}`,
            Body: TABLE,
          }),
        );
        const storages = storagesAt(directory, {
          buckets: [{ bucket: 'data', endpoint: s3.url, credentials }],
        });
        expect(await readTable(files('s3://data/team'), storages)).toBe(TABLE);
      } finally {
        client.destroy();
        await s3.close();
      }
    });

    it('is one file of a folder that is tracked whole', async () => {
      const store = path.join(directory, 'store');
      const list = JSON.stringify([
        { md5: hex('md5', TABLE), relpath: 'labels.csv' },
        { md5: hex('md5', 'other'), relpath: 'other.csv' },
      ]);
      putFile(path.join(store, key), TABLE);
      putFile(path.join(store, `${dvcKey(hex('md5', list))}.dir`), list);
      const folder = {
        'data.dvc': `outs:\n- md5: ${hex(
          'md5',
          list,
        )}.dir\n  hash: md5\n  path: data\n`,
        '.dvc/config': dvcConfig(store),
      };
      const { remote, source, repository } = opened;
      const commit = remote.push(folder);
      await source.getHead(repository);
      const pin = `dvc:${hex('md5', list)}.dir`;
      const staged = await Stage.use(
        storagesAt(directory, { folders: [store] }),
        {
          source,
          repository,
          commit,
          manifest: labelled,
          manifestPath: 'greenroom.yaml',
        },
        new AbortController().signal,
        async stage => [
          ...(await stage.files({ 'data/labels.csv': pin })).keys(),
          ...(await stage.files({ 'data/*.csv': pin }).catch(String)),
        ],
      );
      expect(staged[0]).toBe('data/labels.csv');
      expect(staged.slice(1).join('')).toMatch(/data\/other\.csv: DVC tracks/);
    });
  });

  describe('at an address', () => {
    let server: Server;
    let origin: string;
    let answers: Map<
      string,
      (response: import('node:http').ServerResponse) => void
    >;
    beforeEach(async () => {
      answers = new Map([['/labels.csv', response => response.end(TABLE)]]);
      server = createServer((request, response) => {
        const answer = answers.get(request.url ?? '');
        if (answer) answer(response);
        else response.writeHead(404).end();
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });
    const declared = (url: string, pin: object): Manifest => ({
      ...labelled,
      files: [{ name: 'labels.csv', url, storage: 'http', ...pin }],
    });
    const sha256 = hex('sha256', TABLE);
    const allowed = () =>
      storagesAt(directory, { allow: [new URL(origin).host] });

    it('is read where its host may be read', async () => {
      const manifest = declared(`${origin}/labels.csv`, { sha256 });
      await expect(
        readTable({}, storagesAt(path.join(directory, 'without')), manifest),
      ).rejects.toThrow(/backend\.reading\.allow/);
      expect(await readTable({}, allowed(), manifest)).toBe(TABLE);
    });

    it('is refused where it has changed since it was pinned', async () => {
      answers.set('/labels.csv', response =>
        response.setHeader('etag', '"v2"').end(TABLE),
      );
      await expect(
        readTable(
          {},
          allowed(),
          declared(`${origin}/labels.csv`, { etag: 'v1' }),
        ),
      ).rejects.toThrow(/its etag is v2, v1 was pinned/);
    });

    it('says that there is nothing', async () => {
      await expect(
        readTable({}, allowed(), declared(`${origin}/gone.csv`, { sha256 })),
      ).rejects.toThrow(/^labels\.csv: There is nothing at .*gone\.csv/);
    });
  });
});
