import { startLfsServer } from '@greenroom/test-sources';
import { readAddress } from '../__testUtils__/readAddress';
import type { OpenObject } from '../OpenedObject';
import { LfsServer } from './LfsServer';

const { signal } = new AbortController();

async function read(open: OpenObject): Promise<string> {
  const { stream } = await open(signal);
  return Buffer.concat(await stream.toArray()).toString('utf8');
}

describe('LfsServer', () => {
  let remote: Awaited<ReturnType<typeof startLfsServer>>;
  const connect = (headers?: Record<string, string>, url = remote.url) =>
    new LfsServer({ url, headers, read: readAddress, download: readAddress });
  beforeEach(async () => {
    remote = await startLfsServer();
  });
  afterEach(() => remote.close());

  it('asks for many objects at a time, and downloads them one by one', async () => {
    const objects = Array.from({ length: 150 }, (_, i) => remote.put(`o${i}`));
    const openers = connect().openers(objects);
    const texts = await Promise.all(openers.map(read));
    expect(texts).toEqual(objects.map((_, i) => `o${i}`));
    expect(remote.seen.batches).toEqual([100, 50]);
  });

  it('sends its credentials to the API', async () => {
    remote.close();
    remote = await startLfsServer({ token: 'c2VjcmV0' });
    const object = remote.put('a');
    const [open] = connect({ authorization: 'Basic c2VjcmV0' }).openers([
      object,
    ]);
    expect(await read(open)).toBe('a');
    const [refused] = connect().openers([object]);
    await expect(refused(signal)).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringMatching(/does not let us in \(401\)/),
    });
  });

  it('says which object is not there, and gives the others', async () => {
    const there = remote.put('a');
    const lost = { sha256: '0'.repeat(64), sizeBytes: 1 };
    const [first, second] = connect().openers([there, lost]);
    await expect(second(signal)).rejects.toMatchObject({
      failure: 'missing',
      message: expect.stringMatching(/0{64}.*git lfs push --all/),
    });
    expect(await read(first)).toBe('a');
  });

  it.each([
    [
      'an error of its own',
      { error: { code: 500, message: 'Disk' } },
      'unreachable',
    ],
    ['a refusal', { error: { code: 403, message: 'No' } }, 'refused'],
    ['no action', {}, 'missing'],
    [
      'no address',
      { actions: { download: { href: 'nowhere' } } },
      'unreachable',
    ],
  ])('tells %s about one object', async (_what, answer, failure) => {
    const object = remote.put('a');
    remote.odd.answers.set(object.sha256, answer);
    const [open] = connect().openers([object]);
    await expect(open(signal)).rejects.toMatchObject({ failure });
  });

  it('asks again for an action that is over', async () => {
    const object = remote.put('a');
    remote.odd.answers.set(object.sha256, {
      actions: {
        download: {
          href: `${remote.origin}/objects/${object.sha256}`,
          header: { 'x-action': `of ${object.sha256}` },
          expires_at: new Date(Date.now() - 1000).toISOString(),
        },
      },
    });
    const [open] = connect().openers([object]);
    await read(open);
    remote.odd.answers.clear();
    await read(open);
    await read(open);
    expect(remote.seen.batches).toEqual([1, 1]);
  });

  it('says where there is no Git LFS', async () => {
    const [open] = connect({}, `${remote.origin}/other.git/info/lfs`).openers([
      remote.put('a'),
    ]);
    await expect(open(signal)).rejects.toThrow(
      /no Git LFS for this repository/,
    );
  });
});
