import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startLfsServer } from '@greenroom/test-sources';
import { readAddress } from '../__testUtils__/readAddress';
import { uploadLfs } from './uploadLfs';

const { signal } = new AbortController();

describe('uploadLfs', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-upload-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  let remote: Awaited<ReturnType<typeof startLfsServer>>;
  beforeEach(async () => {
    remote = await startLfsServer();
  });
  afterEach(() => remote.close());

  const local = (text: string) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const file = path.join(directory, sha256);
    writeFileSync(file, text);
    return { sha256, file, sizeBytes: Buffer.byteLength(text) };
  };
  const upload = (...objects: ReturnType<typeof local>[]) =>
    uploadLfs(
      { url: remote.url, read: readAddress, send: readAddress },
      objects,
      signal,
    );

  it('sends what the server does not have, and has it verified', async () => {
    const object = local('id,label\n1,a\n');
    expect([...(await upload(object)).values()]).toEqual(['kept']);
    expect(remote.get(object.sha256)?.toString()).toBe('id,label\n1,a\n');
    expect(remote.seen.verified).toEqual([object.sha256]);
  });

  it('sends nothing twice', async () => {
    const object = local('there');
    remote.put('there');
    expect([...(await upload(object)).values()]).toEqual(['there']);
    expect(remote.seen.uploads).toEqual([]);
  });

  it('asks a hundred at a time', async () => {
    const objects = Array.from({ length: 101 }, (_, i) => local(`o${i}`));
    for (let i = 0; i < objects.length; i++) remote.put(`o${i}`);
    await upload(...objects);
    expect(remote.seen.batches).toEqual([100, 1]);
  });

  const over = (oid: string) => ({
    actions: {
      upload: {
        href: `${remote.origin}/objects/${oid}`,
        header: { 'x-action': 'of long ago' },
        expires_at: new Date(Date.now() - 1000).toISOString(),
      },
    },
  });

  it('asks again for an action that is over, and does not use it', async () => {
    const object = local('a');
    remote.odd.answers.set(object.sha256, over(object.sha256));
    expect([...(await upload(object)).values()]).toEqual(['kept']);
    expect(remote.seen).toMatchObject({
      batches: [1, 1],
      uploads: [object.sha256],
    });
  });

  it('asks again once where an action is refused, and then says so', async () => {
    const object = local('a');
    remote.odd.uploads.push(403);
    expect([...(await upload(object)).values()]).toEqual(['kept']);
    const other = local('b');
    remote.odd.uploads.push(403, 403);
    await expect(upload(other)).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringMatching(/put an object there \(403\).*write/),
    });
  });

  it.each([
    ['as too large', 413, 'too-large'],
    ['for a rule of its own', 422, 'refused'],
    ['while it is busy', 503, 'unreachable'],
  ])('says of an object that it is refused %s', async (_, status, failure) => {
    remote.odd.uploads.push(status);
    await expect(upload(local('a'))).rejects.toMatchObject({ failure });
  });

  it.each([
    [403, 'refused'],
    [413, 'too-large'],
    [422, 'refused'],
  ])('says of a batch that is answered %s', async (status, failure) => {
    remote.odd.batches.push(status);
    await expect(upload(local('a'))).rejects.toMatchObject({ failure });
  });

  it('says of an error about one object which it is', async () => {
    const object = local('a');
    remote.odd.answers.set(object.sha256, {
      error: { code: 413, message: 'Over the quota' },
    });
    await expect(upload(object)).rejects.toMatchObject({
      failure: 'too-large',
      message: expect.stringContaining(`${object.sha256}: 413 Over the quota`),
    });
  });

  it('takes nothing for kept that is not verified', async () => {
    remote.odd.verifications.push(404);
    await expect(upload(local('a'))).rejects.toThrow(
      /answered 404 when it was asked whether the object .* came whole/,
    );
  });
});
