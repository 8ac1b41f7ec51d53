import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Manifest } from '@greenroom/manifest';
import { openSource } from './__testUtils__/openSource';
import { storagesAt } from './__testUtils__/storagesAt';
import type { Storages } from './Storages';
import { Stage } from './Stage';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

const manifest = { kind: 'Dataset', name: 'digits' } as Manifest;
const { signal } = new AbortController();

describe('Stage', () => {
  let opened: ReturnType<typeof openSource>;
  let directory: string;
  let storages: Storages;
  beforeEach(() => {
    opened = openSource();
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-stage-'));
    storages = storagesAt(directory, {
      folders: [path.join(directory, 'dvc')],
    });
  });
  afterEach(() => {
    opened.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const push = async (files: Record<string, string>) => {
    const { remote, source, repository } = opened;
    const commit = remote.push(files);
    await source.getHead(repository);
    const tree = await source.listTree(repository, commit);
    return {
      place: {
        source,
        repository,
        commit,
        manifest,
        manifestPath: 'greenroom.yaml',
      },
      pins: Object.fromEntries(tree.map(entry => [entry.path, entry.oid])),
    };
  };

  it('lays files out as their repository has them, and takes them away again', async () => {
    const { place, pins } = await push({
      'data/labels.csv': 'id\n1\n',
      'data/images/ü 1.png': 'png',
    });
    const local = await Stage.use(storages, place, signal, async stage => {
      const files = await stage.files(pins);
      expect(
        [...files].map(([named, file]) => [
          named,
          path.relative(stage.folder, file),
          readFileSync(file, 'utf8'),
        ]),
      ).toEqual([
        ['data/images/ü 1.png', 'data/images/ü 1.png', 'png'],
        ['data/labels.csv', 'data/labels.csv', 'id\n1\n'],
      ]);
      return files.get('data/labels.csv')!;
    });
    expect(existsSync(local)).toBe(false);
  });

  it('gives the same file to whoever asks for it again', async () => {
    const { place, pins } = await push({ 'a.csv': 'id\n1\n' });
    await Stage.use(storages, place, signal, async stage => {
      const once = await stage.file('a.csv', pins['a.csv']);
      expect(await stage.file('a.csv', pins['a.csv'])).toBe(once);
    });
  });

  it('writes no file outside of itself', async () => {
    const { place, pins } = await push({ 'a.csv': 'id\n1\n' });
    await Stage.use(storages, place, signal, async stage => {
      for (const named of ['../a.csv', '/tmp/a.csv', 'b/../../a.csv', '.']) {
        await expect(
          stage.files({ [named]: pins['a.csv'] }),
        ).rejects.toMatchObject({ failure: 'forbidden', file: named });
      }
    });
  });

  it('names the file that cannot be had, and why', async () => {
    const { place } = await push({ 'a.csv': 'id\n1\n' });
    await Stage.use(storages, place, signal, async stage => {
      await expect(
        stage.file('data/a.csv', 'f'.repeat(40)),
      ).rejects.toMatchObject({
        failure: 'unreachable',
        file: 'data/a.csv',
        message: expect.stringMatching(
          /^data\/a\.csv: acme\/data did not give/,
        ),
      });
    });
  });

  it('puts the path in the repository where a message has the one on this machine', async () => {
    const { place, pins } = await push({ 'data/a.csv': 'id\n1\n' });
    await Stage.use(storages, place, signal, async stage => {
      const local = await stage.file('data/a.csv', pins['data/a.csv']);
      expect(stage.named(`${local} has no rows`)).toBe(
        'data/a.csv has no rows',
      );
    });
  });
});
