import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lfsPlaceOf } from './lfsPlaceOf';
import { readRemoteUrl } from './remoteUrl';

const placeOf = (url: string) =>
  lfsPlaceOf(readRemoteUrl(url, { allowHttp: true }));

describe('lfsPlaceOf', () => {
  it.each([
    [
      'https://git.example/acme/data',
      'https://git.example/acme/data.git/info/lfs',
    ],
    [
      'https://git.example/acme/data.git',
      'https://git.example/acme/data.git/info/lfs',
    ],
    [
      'http://git.example:3000/acme/data/',
      'http://git.example:3000/acme/data.git/info/lfs',
    ],
    [
      'git@git.example:acme/data.git',
      'https://git.example/acme/data.git/info/lfs',
    ],
    [
      'ssh://git@git.example:2222/acme/data',
      'https://git.example/acme/data.git/info/lfs',
    ],
  ])('is a server for %s', async (url, expected) => {
    expect(await placeOf(url)).toMatchObject({ type: 'server', url: expected });
  });

  it('is a folder of the folder that is the remote, bare or not', async () => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'greenroom-lfs-'));
    mkdirSync(path.join(root, 'work/tree/.git'), { recursive: true });
    mkdirSync(path.join(root, 'bare/data.git'), { recursive: true });
    const folders = await Promise.all(
      ['work/tree', 'bare/data.git'].map(each =>
        placeOf(`file://${root}/${each}`),
      ),
    );
    rmSync(root, { recursive: true });
    expect(folders).toEqual([
      { type: 'folder', folder: `${root}/work/tree/.git/lfs/objects` },
      { type: 'folder', folder: `${root}/bare/data.git/lfs/objects` },
    ]);
  });
});
