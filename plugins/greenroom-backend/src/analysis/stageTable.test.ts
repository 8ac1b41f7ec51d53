import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '@greenroom/dataset';
import { isTabular, readManifest } from '@greenroom/manifest';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';
import { Stage } from '../storage/Stage';
import { findAssetFiles, watchedPaths } from '../sync/assetFiles';
import { folderFingerprint } from '../sync/manifestFolders';
import { RepositoryReader } from '../sync/RepositoryReader';
import { stageTable } from './stageTable';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

const { signal } = new AbortController();

describe('stageTable', () => {
  let opened: ReturnType<typeof openSource>;
  let directory: string;
  beforeEach(() => {
    opened = openSource();
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-staged-'));
  });
  afterEach(() => {
    opened.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function declared(table: string, files: Record<string, string>) {
    const { remote, source, repository } = opened;
    const manifestPath = 'sets/greenroom.yaml';
    const text = `apiVersion: greenroom.dev/v1alpha1\nkind: Dataset\nmetadata: { name: x }\nspec: { table: ${table} }\n`;
    const commit = remote.push({ [manifestPath]: text, ...files });
    await source.getHead(repository);
    const read = readManifest(manifestPath, text);
    const manifest = read.ok ? read.assets[0] : undefined;
    if (!manifest || !isTabular(manifest)) throw new Error(text);
    const reader = new RepositoryReader(source, repository);
    const watched = watchedPaths(manifestPath, manifest, {});
    const found = findAssetFiles(
      manifestPath,
      manifest,
      await reader.files(commit, watched),
    );
    return {
      found,
      fingerprint: folderFingerprint(
        { folder: 'sets', entries: [] },
        watchedPaths(manifestPath, manifest, found.files),
        [],
        await reader.oids(commit),
      ),
      rows: () =>
        Stage.use(
          storagesAt(directory, { folders: [] }),
          { source, repository, commit, manifest, manifestPath },
          signal,
          async stage => {
            const spec = await stageTable(
              stage,
              manifestPath,
              manifest,
              found.files,
            );
            const opening = await openTable(spec);
            const rows = await opening.query('SELECT * FROM t ORDER BY ALL');
            opening.close();
            return rows;
          },
        ),
    };
  }

  it('stages the files of every split, and of patterns', async () => {
    const { rows } = await declared(
      '{ splits: [{ name: train, path: "a/*.csv" }, { name: test, path: b.csv }] }',
      {
        'sets/a/1.csv': 'id\n1\n',
        'sets/a/2.csv': 'id\n2\n',
        'sets/b.csv': 'id\n3\n',
        'sets/c.csv': 'id\n4\n',
      },
    );
    expect(await rows()).toEqual([
      { id: 1, split: 'train' },
      { id: 2, split: 'train' },
      { id: 3, split: 'test' },
    ]);
  });

  it('keys annotated pictures by the path that the manifest has for them', async () => {
    const voc = (name: string) =>
      `<annotation><filename>${name}</filename><size><width>1</width><height>2</height></size></annotation>`;
    const { rows } = await declared('{ path: voc, format: voc }', {
      'sets/voc/1.xml': voc('1.png'),
      'sets/voc/2.xml': voc('2.png'),
      'sets/voc/notes.txt': 'no annotation',
    });
    expect((await rows()).map(row => row.path)).toEqual(['1.png', '2.png']);
  });

  it('makes another version, and another reading, of a file more', async () => {
    const table = '{ path: "a/*.csv" }';
    const one = await declared(table, { 'sets/a/1.csv': 'id\n1\n' });
    const two = await declared(table, { 'sets/a/2.csv': 'id\n2\n' });
    expect(two.fingerprint).not.toBe(one.fingerprint);
    expect(two.found.byteDigest).not.toBe(one.found.byteDigest);
  });

  it.each([
    ['a pattern that nothing matches', '{ path: "a/*.csv" }', /no file of/],
    ['a path that climbs out', '{ path: ../../x.csv }', /outside/],
    [
      'a folder without pictures',
      '{ path: pictures, format: images }',
      /not in the repository/,
    ],
  ])('tells of %s', async (_what, table, message) => {
    const { found } = await declared(table, {});
    expect(found.problems).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message) }),
    ]);
  });
});
