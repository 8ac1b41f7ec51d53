import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { freePort, startS3 } from '@greenroom/test-sources';
import { digestOf } from './Digest';
import { DvcRemote } from './dvc/DvcRemote';
import { ObjectCache } from './ObjectCache';
import { createS3Reader, s3Place } from './s3Place';

/** The emulator takes a while to start. */
jest.setTimeout(60_000);

const BUCKET = 'greenroom-data';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const { signal } = new AbortController();

describe('s3Place', () => {
  let emulator: Awaited<ReturnType<typeof startS3>>;
  let s3: S3Client;
  let directory: string;
  beforeAll(async () => {
    emulator = await startS3(BUCKET);
    s3 = new S3Client({
      endpoint: emulator.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials,
    });
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-s3-'));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    s3.destroy();
    await emulator.close();
  });

  const put = (key: string, body: string | Buffer) =>
    s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  const readerOf = (bucket = BUCKET) =>
    createS3Reader({ bucket, endpoint: emulator.url, credentials });
  const textOf = async (key: string) => {
    const opened = await readerOf()(key, signal);
    return Buffer.concat(await opened!.stream.toArray()).toString('utf8');
  };

  it('reads an object by its key, whatever is in the key', async () => {
    await put('tables/a b/ü+1.csv', 'id\n1\n');
    expect(await textOf('tables/a b/ü+1.csv')).toBe('id\n1\n');
  });

  it('tells size and etag', async () => {
    await put('a.csv', 'id\n1\n');
    const opened = await readerOf()('a.csv', signal);
    opened!.stream.destroy();
    expect(opened).toMatchObject({
      sizeBytes: 5,
      etag: createHash('md5').update('id\n1\n').digest('hex'),
    });
  });

  it('has no object under a key that nobody wrote', async () => {
    expect(await readerOf()('none', signal)).toBeUndefined();
  });

  it('says that there is no such bucket', async () => {
    await expect(readerOf('other')('a', signal)).rejects.toThrow(
      /no bucket other/,
    );
  });

  it('says that an endpoint does not answer', async () => {
    const read = createS3Reader({
      bucket: BUCKET,
      endpoint: `http://127.0.0.1:${await freePort()}`,
      credentials,
    });
    await expect(read('a', signal)).rejects.toMatchObject({
      failure: 'unreachable',
    });
  });

  it('is a remote of DVC, of both layouts', async () => {
    const [fresh, old] = ['id\n1\n', 'id\n2\n'];
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    await put(
      `dvc/files/md5/${md5(fresh).slice(0, 2)}/${md5(fresh).slice(2)}`,
      fresh,
    );
    await put(`dvc/${md5(old).slice(0, 2)}/${md5(old).slice(2)}`, old);
    const remote = new DvcRemote([s3Place(BUCKET, '/dvc/', readerOf())]);
    const objects = new ObjectCache({
      directory,
      maximumBytes: 1e6,
      maximumObjectBytes: 1e5,
    });
    for (const text of [fresh, old]) {
      const target = path.join(objects.stagedDirectory, md5(text));
      const object = { md5: md5(text), kind: 'file' } as const;
      await objects.place(
        digestOf('md5', object.md5),
        target,
        remote.opener(object),
      );
      expect(readFileSync(target, 'utf8')).toBe(text);
    }
  });

  it('brings an object of many pieces without a change', async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'greenroom');
    await put('large.bin', bytes);
    const target = path.join(directory, 'large.bin');
    await new ObjectCache({
      directory,
      maximumBytes: 1e8,
      maximumObjectBytes: 1e8,
    }).place(
      digestOf('sha256', createHash('sha256').update(bytes).digest('hex')),
      target,
      async () => (await readerOf()('large.bin', signal))!,
    );
    expect(readFileSync(target).equals(bytes)).toBe(true);
  });
});
