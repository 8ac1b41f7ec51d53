import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ENGINE_VERSION } from '@greenroom/augmentation';
import { readParquetRows } from '@greenroom/change';
import { ParquetRows } from '@greenroom/dataset';
import { readManifest } from '@greenroom/manifest';
import {
  startLfsServer,
  startS3,
  type TestFiles,
} from '@greenroom/test-sources';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import type { Storages } from '../storage/Storages';
import type { Asset } from '../registry/Asset';
import { publishOver } from './__testUtils__/publishOver';
import { editEntries } from './editEntries';

/** Real git and an emulated S3, on a machine that may be busy. */
jest.setTimeout(60_000);

const BEFORE = 'id,label,split\nm1,4,train\nm2,9,train\n';
const AFTER = BEFORE.replace('m1,4', 'm1,9');
const MANIFEST = `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  task: text-classification
  classes: ['4', '9']
  table: { path: mails/1.csv }
  key: id
  label: label
  split: split
`;
const ENTRIES = [{ key: 'm1', kind: 'relabel', from: '4', to: '9' }] as const;

/** Pictures in a folder, and one that was made of the first. */
const PICTURES = {
  manifest: MANIFEST.replace('text-', 'image-')
    .replace('path: mails/1.csv', 'path: bars, format: images')
    .replace('key: id', 'key: path'),
  entries: [
    {
      kind: 'augmentation',
      key: 'augmentation more',
      as: 'rows',
      versionId: 'v',
      augmentation: {
        name: 'more',
        split: 'train',
        recipe: { op: 'picture', column: 'bytes', steps: [] },
        amount: { type: 'times', times: 1 },
        seed: 3,
      },
    },
  ],
  made: [
    {
      key: 'train/4/augmented-more-1.png',
      label: '4',
      parents: ['train/4/a.png'],
      cells: {},
      file: Buffer.from('made').toString('base64'),
    },
  ],
} as const;
const LINEAGE = {
  'data/mails.augmented.jsonl': `{"key":"train/4/augmented-more-1.png","parents":["train/4/a.png"],"recipe":"more","seed":3,"engine":${ENGINE_VERSION}}\n`,
};

const hex = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('hex');

describe('publishing changes of large files', () => {
  const opened = openSource();
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-large-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  afterAll(() => opened.close());

  const publish = (
    files: TestFiles,
    storages: Storages = storagesAt(directory),
  ) =>
    publishOver(opened, storages, {
      manifest: MANIFEST,
      files,
      entries: ENTRIES,
    });
  /** The files as they would be, before anybody proposes them. */
  const look = async (files: TestFiles, storages = storagesAt(directory)) => {
    const { remote, repository, source } = opened;
    remote.push({ 'data/greenroom.yaml': MANIFEST, ...files });
    await source.listRepositories();
    const read = readManifest('data/greenroom.yaml', MANIFEST);
    if (!read.ok) throw new Error(read.errors[0].message);
    const { edits } = await editEntries(
      {
        source,
        storages,
        assets: { getVersion: async () => undefined },
        made: { kept: () => Promise.reject(new Error('Nothing was made.')) },
      },
      {
        repository,
        path: 'data/greenroom.yaml',
        manifest: read.assets[0],
      } as Asset,
      remote.head(),
      ENTRIES,
      { objects: 'inline' },
    );
    return edits.map(({ path: name, content }) => [name, String(content)]);
  };
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  it('writes a Parquet table again, with what nobody changed as it was', async () => {
    const file = path.join(directory, 'mails.parquet');
    const rows = await ParquetRows.open([
      { name: 'id', type: 'VARCHAR' },
      { name: 'label', type: 'VARCHAR' },
      { name: 'vector', type: 'DOUBLE[]' },
    ]);
    await rows.append([
      ['m1', '4', [1, 2]],
      ['m2', '9', null],
    ]);
    await rows.finish(file);
    await rows.close();
    const { commits, changedLines } = await publishOver(
      opened,
      storagesAt(directory),
      {
        manifest: MANIFEST.replace('1.csv', '1.parquet').replace(
          '  split: split\n',
          '',
        ),
        files: { 'data/mails/1.parquet': readFileSync(file) },
        entries: ENTRIES,
      },
    );
    const [{ edits }] = commits;
    expect(changedLines).toBe(1);
    writeFileSync(path.join(directory, 'after'), edits[0].content);
    const read = await readParquetRows(
      {
        file: path.join(directory, 'after'),
        path: edits[0].path,
        key: 'id',
        label: 'label',
      },
      new Set(['m1', 'm2']),
    );
    expect([...read.values()].map(({ cells }) => cells)).toEqual([
      { id: 'm1', label: '9' },
      { id: 'm2', label: '9' },
    ]);
  });

  describe('in Git LFS', () => {
    const pointerTo = (text: string) =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${hex(
        'sha256',
        text,
      )}\nsize ${text.length}\n`;
    const files = {
      '.gitattributes': '*.csv filter=lfs diff=lfs merge=lfs -text\n',
      'data/mails/1.csv': pointerTo(BEFORE),
    };
    const server = async () => {
      const lfs = await startLfsServer();
      lfs.put(BEFORE);
      jest.spyOn(opened.source, 'lfsEndpoint').mockResolvedValue({
        type: 'server',
        url: lfs.url,
        headers: {},
      });
      return lfs;
    };
    afterEach(() => jest.restoreAllMocks());

    it('uploads the object and changes the pointer', async () => {
      const lfs = await server();
      const { edits, changedLines } = await publish(files);
      expect(edits).toEqual({ 'data/mails/1.csv': pointerTo(AFTER) });
      expect(changedLines).toBe(1);
      expect(lfs.get(hex('sha256', AFTER))?.toString()).toBe(AFTER);
      expect(lfs.seen.verified).toHaveLength(1);
      lfs.close();
    });

    it('is looked at before it is proposed without a word to the server', async () => {
      const lfs = await server();
      const { batches } = lfs.seen;
      expect(await look(files)).toEqual([['data/mails/1.csv', AFTER]]);
      expect(lfs.seen.uploads).toEqual([]);
      // The one by which what is there was read.
      expect(batches).toHaveLength(1);
      expect(lfs.get(hex('sha256', AFTER))).toBeUndefined();
      lfs.close();
    });

    it('uploads nothing where something else of the basket is refused', async () => {
      const lfs = await server();
      await expect(
        publishOver(opened, storagesAt(directory), {
          manifest: MANIFEST,
          files,
          entries: [
            ...ENTRIES,
            { key: 'card a', kind: 'card', section: 'a', from: '', to: 'b' },
          ],
        }),
      ).rejects.toThrow(/no card any more/);
      expect(lfs.seen.uploads).toEqual([]);
      lfs.close();
    });

    it('says to whom may not put objects there that a fork does not help', async () => {
      const lfs = await server();
      lfs.odd.uploads.push(403, 403);
      await expect(
        publishOver(opened, storagesAt(directory), {
          manifest: MANIFEST,
          files,
          entries: ENTRIES,
          token: 'of a stranger',
        }),
      ).rejects.toThrow(/you may not put objects.*a fork of yours cannot/);
      lfs.close();
    });

    it('uploads the last state alone of several kinds of changes, in one commit', async () => {
      const lfs = await server();
      const { commits } = await publishOver(opened, storagesAt(directory), {
        manifest: MANIFEST,
        files,
        entries: [...ENTRIES, { key: 'm2', kind: 'exclude', from: '9' }],
      });
      expect(commits).toHaveLength(1);
      expect(lfs.seen.uploads).toHaveLength(1);
      lfs.close();
    });

    it('uploads nothing that was uploaded before', async () => {
      const lfs = await server();
      lfs.put(AFTER);
      const { edits } = await publish(files);
      expect(edits).toEqual({ 'data/mails/1.csv': pointerTo(AFTER) });
      expect(lfs.seen.uploads).toEqual([]);
      lfs.close();
    });

    it('pushes no pointer to an object that was not taken', async () => {
      const lfs = await server();
      lfs.odd.uploads.push(413);
      await expect(publish(files)).rejects.toThrow(
        /takes no object of that size \(413\)/,
      );
      lfs.close();
    });

    it('puts nothing into a server that .lfsconfig names', async () => {
      const lfs = await startLfsServer();
      lfs.put(BEFORE);
      const named = {
        ...files,
        '.lfsconfig': `[lfs]\n\turl = ${lfs.url}\n`,
      };
      const storages = storagesAt(directory, {
        allow: [new URL(lfs.origin).host],
      });
      await expect(publish(named, storages)).rejects.toThrow(
        /data\/mails\/1\.csv is in the Git LFS server .*\.lfsconfig/,
      );
      expect(lfs.seen.uploads).toEqual([]);
      lfs.close();
      opened.remote.push({ '.lfsconfig': '' });
    });

    it('takes a new picture as the one beside it is kept', async () => {
      const lfs = await server();
      const { edits } = await publishOver(opened, storagesAt(directory), {
        ...PICTURES,
        files: {
          '.gitattributes': '*.png filter=lfs diff=lfs merge=lfs -text\n',
          'data/bars/train/4/a.png': pointerTo('a'),
        },
      });
      expect(edits).toEqual({
        ...LINEAGE,
        'data/bars/train/4/augmented-more-1.png': pointerTo('made'),
      });
      expect(lfs.get(hex('sha256', 'made'))?.toString()).toBe('made');
      lfs.close();
      opened.remote.push({
        '.gitattributes': null,
        'data/bars/train/4/a.png': null,
      });
    });

    it('is kept in the folder of a remote that is a folder', async () => {
      const objects = path.join(opened.remote.folder, 'lfs/objects');
      const at = (text: string) => {
        const sha256 = hex('sha256', text);
        return path.join(
          objects,
          sha256.slice(0, 2),
          sha256.slice(2, 4),
          sha256,
        );
      };
      put(at(BEFORE), BEFORE);
      await publish(files);
      expect(readFileSync(at(AFTER), 'utf8')).toBe(AFTER);
    });
  });

  describe('tracked by DVC', () => {
    const config = (url: string) => ({
      '.dvc/config': `[core]\n    remote = storage\n['remote "storage"']\n    url = ${url}\n`,
    });
    const keyOf = (md5: string) =>
      `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;
    const dvcFile = (text: string) =>
      `outs:\n# of the inbox\n- md5: ${hex('md5', text)}\n  size: ${
        text.length
      }\n  hash: md5\n  path: 1.csv\n`;
    // The file of an earlier test must not stand beside its pointer.
    beforeEach(() => opened.remote.push({ 'data/mails/1.csv': null }));

    it('puts the object into S3 and changes the .dvc file', async () => {
      const s3 = await startS3('data');
      const credentials = { accessKeyId: 'k', secretAccessKey: 's' };
      const client = new S3Client({
        endpoint: s3.url,
        region: 'us-east-1',
        forcePathStyle: true,
        credentials,
      });
      const Key = `team/${keyOf(hex('md5', AFTER))}`;
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: 'data',
            Key: `team/${keyOf(hex('md5', BEFORE))}`,
            Body: BEFORE,
          }),
        );
        const buckets = [{ bucket: 'data', endpoint: s3.url, credentials }];
        const files = {
          ...config('s3://data/team'),
          'data/mails/1.csv.dvc': dvcFile(BEFORE),
        };
        await expect(
          publish(files, storagesAt(directory, { buckets })),
        ).rejects.toThrow(/bucket data may not be written.*write: true/);
        const { edits } = await publish(
          files,
          storagesAt(directory, {
            buckets,
            writable: { buckets: new Set(['data']), folders: [] },
          }),
        );
        expect(edits).toEqual({ 'data/mails/1.csv.dvc': dvcFile(AFTER) });
        const kept = await client.send(
          new GetObjectCommand({ Bucket: 'data', Key }),
        );
        expect(await kept.Body!.transformToString()).toBe(AFTER);
      } finally {
        client.destroy();
        await s3.close();
      }
    });

    it('is looked at before it is proposed, and its remote stays as it was', async () => {
      const store = path.join(directory, 'store');
      put(path.join(store, keyOf(hex('md5', BEFORE))), BEFORE);
      const before = readdirSync(store, { recursive: true });
      const edits = await look(
        { ...config(store), 'data/mails/1.csv.dvc': dvcFile(BEFORE) },
        storagesAt(directory, {
          folders: [store],
          writable: { buckets: new Set(), folders: [store] },
        }),
      );
      expect(edits).toEqual([['data/mails/1.csv', AFTER]]);
      expect(readdirSync(store, { recursive: true })).toEqual(before);
      opened.remote.push({ 'data/mails/1.csv.dvc': null });
    });

    it('changes one file of a folder that is tracked whole', async () => {
      const store = path.join(directory, 'store');
      const listOf = (text: string) =>
        `[{"md5": "${hex('md5', text)}", "relpath": "1.csv"}, {"md5": "${hex(
          'md5',
          'x',
        )}", "relpath": "notes/ü.txt"}]`;
      const folderFile = (text: string) =>
        `outs:\n- md5: ${hex('md5', listOf(text))}.dir\n  size: ${
          text.length + 1
        }\n  nfiles: 2\n  hash: md5\n  path: mails\n`;
      put(path.join(store, keyOf(hex('md5', BEFORE))), BEFORE);
      put(
        path.join(store, `${keyOf(hex('md5', listOf(BEFORE)))}.dir`),
        listOf(BEFORE),
      );
      const { edits } = await publish(
        { ...config(store), 'data/mails.dvc': folderFile(BEFORE) },
        storagesAt(directory, {
          folders: [store],
          writable: { buckets: new Set(), folders: [store] },
        }),
      );
      expect(edits).toEqual({ 'data/mails.dvc': folderFile(AFTER) });
      const kept = (key: string) => readFileSync(path.join(store, key), 'utf8');
      expect(kept(keyOf(hex('md5', AFTER)))).toBe(AFTER);
      expect(kept(`${keyOf(hex('md5', listOf(AFTER)))}.dir`)).toBe(
        listOf(AFTER),
      );
      opened.remote.push({ 'data/mails.dvc': null });
    });

    it('takes a new picture into a folder that is tracked whole', async () => {
      const store = path.join(directory, 'store');
      const entry = (text: string, name: string) =>
        `{"md5": "${hex('md5', text)}", "relpath": "${name}"}`;
      const lists = [
        `[${entry('a', 'train/4/a.png')}]`,
        `[${entry('a', 'train/4/a.png')}, ${entry(
          'made',
          'train/4/augmented-more-1.png',
        )}]`,
      ];
      const folderFile = (list: string, sizeBytes: number, files: number) =>
        `outs:\n- md5: ${hex(
          'md5',
          list,
        )}.dir\n  size: ${sizeBytes}\n  nfiles: ${files}\n  hash: md5\n  path: bars\n`;
      put(path.join(store, `${keyOf(hex('md5', lists[0]))}.dir`), lists[0]);
      const { edits } = await publishOver(
        opened,
        storagesAt(directory, {
          folders: [store],
          writable: { buckets: new Set(), folders: [store] },
        }),
        {
          ...PICTURES,
          files: {
            ...config(store),
            'data/bars.dvc': folderFile(lists[0], 1, 1),
          },
        },
      );
      expect(edits).toEqual({
        ...LINEAGE,
        'data/bars.dvc': folderFile(lists[1], 5, 2),
      });
      const kept = (key: string) => readFileSync(path.join(store, key), 'utf8');
      expect(kept(keyOf(hex('md5', 'made')))).toBe('made');
      expect(kept(`${keyOf(hex('md5', lists[1]))}.dir`)).toBe(lists[1]);
      opened.remote.push({ 'data/bars.dvc': null });
    });

    it('writes nothing that a stage of a pipeline would write over', async () => {
      const store = path.join(directory, 'store');
      put(path.join(store, keyOf(hex('md5', BEFORE))), BEFORE);
      const imported = `deps:\n- path: https://example.org/1.csv\n${dvcFile(
        BEFORE,
      )}`;
      await expect(
        publish(
          { ...config(store), 'data/mails/1.csv.dvc': imported },
          storagesAt(directory, {
            folders: [store],
            writable: { buckets: new Set(), folders: [store] },
          }),
        ),
      ).rejects.toThrow(/1\.csv\.dvc: DVC brings this data from elsewhere/);
      expect(
        readdirSync(store, { recursive: true, withFileTypes: true }).filter(
          entry => entry.isFile(),
        ),
      ).toHaveLength(1);
    });
  });
});
