import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { digestOf } from '../Digest';
import { folderPlace } from '../folderPlace';
import { ObjectCache } from '../ObjectCache';
import type { ObjectPlace } from '../ObjectPlace';
import { DvcRemote } from './DvcRemote';
import { readDvcFolder } from './readDvcFolder';

describe('DvcRemote', () => {
  let directory: string;
  let objects: ObjectCache;
  let placed = 0;
  const store = () => path.join(directory, 'store');
  const put = (key: string, content: string) => {
    const file = path.join(store(), key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const get = async (
    remote: DvcRemote,
    md5: string,
    kind: 'file' | 'folder' = 'file',
  ) => {
    const target = path.join(objects.stagedDirectory, `${placed++}`);
    await objects.place(
      digestOf('md5', md5),
      target,
      remote.opener({ md5, kind }),
    );
    return readFileSync(target, 'utf8');
  };
  const md5Of = (text: string) => createHash('md5').update(text).digest('hex');

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-dvc-'));
    mkdirSync(store());
    objects = new ObjectCache({
      directory: path.join(directory, 'cache'),
      maximumBytes: 1e6,
      maximumObjectBytes: 1e5,
      retryMillis: [],
    });
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('reads a folder that DVC 3 pushed', async () => {
    // Keys and contents as `dvc push` of DVC 3.67 left them.
    put('files/md5/7b/23fac7e4bf3f33bb1ef2a1a8a8cb37', 'png1');
    put('files/md5/0d/ef6bf9f21119896e1209d8cd6c5786', 'png2');
    put('files/md5/15/6342998b75dfb8b5a73a526aa963b1', 'png3');
    put('files/md5/9d/d4e461268c8034f5c8564e155c67a6', 'x');
    put(
      'files/md5/11/6b140f38eca4146aed927795b9fa4b.dir',
      '[{"md5": "7b23fac7e4bf3f33bb1ef2a1a8a8cb37", "relpath": "1.png"}, {"md5": "0def6bf9f21119896e1209d8cd6c5786", "relpath": "2.png"}, {"md5": "156342998b75dfb8b5a73a526aa963b1", "relpath": "3.png"}, {"md5": "9dd4e461268c8034f5c8564e155c67a6", "relpath": "sub/a.png"}]',
    );
    const remote = new DvcRemote([folderPlace(store())]);
    const list = readDvcFolder(
      await get(remote, '116b140f38eca4146aed927795b9fa4b', 'folder'),
    );
    const texts = await Promise.all(list.map(({ md5 }) => get(remote, md5)));
    expect(texts).toEqual(['png1', 'png2', 'png3', 'x']);
  });

  it('reads what DVC 2 pushed, whose md5 is that of the text with other line ends', async () => {
    const md5 = md5Of('id,label\n1,a\n');
    put(`${md5.slice(0, 2)}/${md5.slice(2)}`, 'id,label\r\n1,a\r\n');
    const remote = new DvcRemote([folderPlace(store())]);
    expect(await get(remote, md5)).toBe('id,label\r\n1,a\r\n');
  });

  it('takes no other line ends for the same in what DVC 3 pushed', async () => {
    const md5 = md5Of('id,label\n1,a\n');
    put(`files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, 'id,label\r\n1,a\r\n');
    const remote = new DvcRemote([folderPlace(store())]);
    await expect(get(remote, md5)).rejects.toMatchObject({
      failure: 'damaged',
    });
  });

  it('says where an object was looked for, and what to do', async () => {
    const remote = new DvcRemote([folderPlace(store())]);
    await expect(get(remote, 'a'.repeat(32))).rejects.toThrow(
      /a{32}, which is not in .*store\. Push it with dvc push/,
    );
  });

  it('asks the next remote for what the first does not have, and stays with it', async () => {
    const asked: string[] = [];
    const place = (name: string, content?: string): ObjectPlace => ({
      name,
      open: async key => {
        asked.push(`${name}/${key.split('/')[0]}`);
        return content === undefined
          ? undefined
          : { stream: Readable.from([Buffer.from(content)]) };
      },
    });
    const remote = new DvcRemote([place('a'), place('b', 'x')]);
    await get(remote, md5Of('x'));
    rmSync(path.join(directory, 'cache'), { recursive: true });
    await get(remote, md5Of('x'));
    expect(asked).toEqual([
      'a/files',
      `a/${md5Of('x').slice(0, 2)}`,
      'b/files',
      'b/files',
    ]);
  });

  it.each([
    ['a link that leads out', (key: string) => symlinkSync('/etc/passwd', key)],
    ['a folder', (key: string) => mkdirSync(key)],
  ])('opens no %s', async (_what, make) => {
    const md5 = md5Of('x');
    const key = path.join(store(), 'files/md5', md5.slice(0, 2), md5.slice(2));
    mkdirSync(path.dirname(key), { recursive: true });
    make(key);
    const remote = new DvcRemote([folderPlace(store())]);
    await expect(get(remote, md5)).rejects.toMatchObject({
      failure: 'forbidden',
    });
  });
});
