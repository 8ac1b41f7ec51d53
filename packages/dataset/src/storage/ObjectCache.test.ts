import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type Digest, digestOf } from './Digest';
import { ObjectCache } from './ObjectCache';
import type { OpenedObject } from './OpenedObject';
import { StorageError } from './StorageError';

const MEBIBYTE = 1024 * 1024;

const hex = (algorithm: string, bytes: Buffer) =>
  createHash(algorithm).update(bytes).digest('hex');
const sha256 = (bytes: Buffer) => digestOf('sha256', hex('sha256', bytes));

describe('ObjectCache', () => {
  let directory: string;
  let placed = 0;
  const cacheOf = (limits: { all?: number; one?: number } = {}) =>
    new ObjectCache({
      directory,
      maximumBytes: limits.all ?? 100 * MEBIBYTE,
      maximumObjectBytes: limits.one ?? 10 * MEBIBYTE,
      retryMillis: [],
    });
  const target = () => path.join(directory, 'staged', `${placed++}`, 'a.csv');
  const objects = () =>
    readdirSync(path.join(directory, 'objects'), {
      recursive: true,
      withFileTypes: true,
    }).filter(entry => entry.isFile());
  const incoming = () => readdirSync(path.join(directory, 'incoming'));

  /** Counts how often it is opened; comes in pieces, after a while. */
  const remote = (bytes: Buffer, rest: Partial<OpenedObject> = {}) => {
    const counted = { opened: 0 };
    const open = async (): Promise<OpenedObject> => {
      counted.opened += 1;
      await new Promise(done => setTimeout(done, 20));
      const pieces = [
        bytes.subarray(0, bytes.length / 2),
        bytes.subarray(bytes.length / 2),
      ];
      return { stream: Readable.from(pieces), ...rest };
    };
    return { counted, open };
  };

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-objects-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('fetches an object once, for everybody who asks at the same time and later', async () => {
    const bytes = Buffer.from('id,label\n1,a\n');
    const { counted, open } = remote(bytes);
    // Two caches over one folder are two processes as far as the folder knows.
    const [one, other] = [cacheOf(), cacheOf()];
    const targets = Array.from({ length: 8 }, target);
    await Promise.all(
      targets.map((each, i) =>
        (i % 2 ? one : other).place(sha256(bytes), each, open),
      ),
    );
    await one.place(sha256(bytes), target(), open);
    expect(counted.opened).toBe(1);
    expect(targets.map(each => readFileSync(each, 'utf8'))).toEqual(
      targets.map(() => bytes.toString()),
    );
  });

  it('keeps the same bytes once, by whatever digest they were pinned', async () => {
    const bytes = Buffer.from('id,label\n1,a\n');
    const cache = cacheOf();
    const blob = Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]);
    const digests: Digest[] = [
      sha256(bytes),
      digestOf('md5', hex('md5', bytes)),
      digestOf('git', hex('sha1', blob)),
      digestOf('git', hex('sha256', blob)),
      { algorithm: 'etag', url: 'https://a.example/x', etag: 'v1' },
    ];
    for (const digest of digests) {
      const { open } = remote(bytes, { sizeBytes: bytes.length, etag: 'v1' });
      await cache.place(digest, target(), open);
    }
    expect(objects()).toHaveLength(1);
  });

  it('takes room once for an object and the places it is read at', async () => {
    const bytes = randomBytes(1000);
    const place = target();
    await cacheOf().place(sha256(bytes), place, remote(bytes).open);
    expect(statSync(place).nlink).toBe(2);
  });

  it.each([
    ['sha256', sha256(Buffer.from('other')), {}],
    ['md5', digestOf('md5', '0'.repeat(32)), {}],
    ['git', digestOf('git', '0'.repeat(40)), { sizeBytes: 4 }],
    ['etag', { algorithm: 'etag', url: 'x', etag: 'v1' }, { etag: 'v2' }],
  ] as [string, Digest, Partial<OpenedObject>][])(
    'keeps nothing of bytes that are not those of the %s',
    async (_name, digest, rest) => {
      const place = target();
      await expect(
        cacheOf().place(digest, place, remote(Buffer.from('this'), rest).open),
      ).rejects.toMatchObject({ name: 'StorageError', failure: 'damaged' });
      expect([existsSync(place), incoming()]).toEqual([false, []]);
      expect(await cacheOf().has(digest)).toBe(false);
    },
  );

  it('says where an object ends too early', async () => {
    const bytes = Buffer.from('id,label\n1,a\n');
    const { open } = remote(bytes.subarray(0, 5), { sizeBytes: 13 });
    await expect(
      cacheOf().place(sha256(bytes), target(), open),
    ).rejects.toThrow(/ended after 5 of 13 bytes/);
  });

  it('gets another time what broke off half-way', async () => {
    const bytes = randomBytes(1000);
    const breaking = async () => ({
      stream: Readable.from(
        (async function* half() {
          yield bytes.subarray(0, 500);
          throw new Error('ECONNRESET');
        })(),
      ),
    });
    const cache = cacheOf();
    await expect(
      cache.place(sha256(bytes), target(), breaking),
    ).rejects.toMatchObject({ failure: 'unreachable', mayPass: true });
    const place = target();
    await cache.place(sha256(bytes), place, remote(bytes).open);
    expect(readFileSync(place)).toEqual(bytes);
  });

  it.each([
    ['told beforehand', { sizeBytes: 2000 }],
    ['found out on the way', {}],
  ])('refuses an object over the limit, %s', async (_when, rest) => {
    const bytes = randomBytes(2000);
    await expect(
      cacheOf({ one: 1000 }).place(
        sha256(bytes),
        target(),
        remote(bytes, rest).open,
      ),
    ).rejects.toMatchObject({ failure: 'too-large' });
    expect(incoming()).toEqual([]);
  });

  it('evicts what nobody used for longest, and nothing that is in use', async () => {
    const cache = cacheOf({ all: 3400 });
    const bytes = Array.from({ length: 4 }, () => randomBytes(1000));
    const places = bytes.map(target);
    for (const [i, each] of bytes.slice(0, 3).entries()) {
      await cache.place(sha256(each), places[i], remote(each).open);
      const used = new Date(Date.now() - (10 - i) * 60_000);
      utimesSync(places[i], used, used);
    }
    // The first stays in use; of the others, the older was used again.
    rmSync(places[1]);
    rmSync(places[2]);
    const again = target();
    await cache.place(sha256(bytes[1]), again, remote(bytes[1]).open);
    rmSync(again);
    await cache.place(sha256(bytes[3]), places[3], remote(bytes[3]).open);
    expect(
      await Promise.all(bytes.map(each => cache.has(sha256(each)))),
    ).toEqual([true, true, false, true]);
  });

  it('fetches again what was evicted', async () => {
    const cache = cacheOf({ all: 1500 });
    const [first, second] = [randomBytes(1000), randomBytes(1000)];
    const source = remote(first);
    const place = target();
    await cache.place(sha256(first), place, source.open);
    rmSync(place);
    await cache.place(sha256(second), target(), remote(second).open);
    await cache.place(sha256(first), target(), source.open);
    expect(source.counted.opened).toBe(2);
  });

  it('tells an asker what the fetch said that it waited for', async () => {
    let opened = 0;
    const failing = async (): Promise<OpenedObject> => {
      opened += 1;
      await new Promise(done => setTimeout(done, 20));
      throw new Error('no route to host');
    };
    const cache = cacheOf();
    const digest = sha256(Buffer.from('x'));
    const results = await Promise.allSettled([
      cache.place(digest, target(), failing),
      cache.place(digest, target(), failing),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(opened).toBe(1);
  });

  it('does not let one asker who leaves take the object from another', async () => {
    const bytes = randomBytes(1000);
    const { open } = remote(bytes);
    const cache = cacheOf();
    const leaving = new AbortController();
    const place = target();
    const first = cache.place(sha256(bytes), target(), open, leaving.signal);
    const second = cache.place(sha256(bytes), place, open);
    setTimeout(() => leaving.abort(), 5);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await second;
    expect(readFileSync(place)).toEqual(bytes);
  });

  it.each([
    ['nothing', () => {}],
    [
      'a byte now and then',
      (stream: Readable) =>
        void setTimeout(() => stream.push(Buffer.from('x')), 10),
    ],
  ])('gives up a storage that sends %s', async (_what, send) => {
    const slow = async () => ({
      stream: new Readable({
        read() {
          send(this);
        },
      }),
    });
    const cache = new ObjectCache({
      directory,
      maximumBytes: 1e6,
      maximumObjectBytes: 1e6,
      patience: { seconds: 0.1, minimumBytes: 100 },
      retryMillis: [],
    });
    await expect(
      cache.place(sha256(Buffer.from('x')), target(), slow),
    ).rejects.toThrow(/sent \d bytes in 0.1 s/);
  });

  it('tries again where a storage could not be reached, and no more than that', async () => {
    const bytes = randomBytes(10);
    const tries = jest
      .fn()
      .mockRejectedValueOnce(new StorageError('unreachable', '503'))
      .mockImplementation(remote(bytes).open);
    const cache = new ObjectCache({
      directory,
      maximumBytes: 1e6,
      maximumObjectBytes: 1e6,
      retryMillis: [1],
    });
    await cache.place(sha256(bytes), target(), tries);
    expect(tries).toHaveBeenCalledTimes(2);
    const refused = jest
      .fn()
      .mockRejectedValue(new StorageError('refused', '401'));
    await expect(
      cache.place(sha256(randomBytes(10)), target(), refused),
    ).rejects.toThrow('401');
    expect(refused).toHaveBeenCalledTimes(1);
  });

  it('takes a lock from a process that is gone', async () => {
    const bytes = randomBytes(10);
    const cache = cacheOf();
    await cache.place(sha256(bytes), target(), remote(bytes).open);
    const other = randomBytes(10);
    const lock = path.join(
      directory,
      'locks',
      `sha256-${hex('sha256', other)}.lock`,
    );
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    const place = target();
    await cache.place(sha256(other), place, remote(other).open);
    expect(readFileSync(place)).toEqual(other);
  });

  it('removes what a crash left, and nothing of today', async () => {
    const bytes = randomBytes(10);
    const cache = cacheOf();
    const [old, fresh] = [target(), target()];
    await cache.place(sha256(bytes), old, remote(bytes).open);
    await cache.place(sha256(bytes), fresh, remote(bytes).open);
    const longAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    utimesSync(path.dirname(old), longAgo, longAgo);
    await cache.tidy();
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});
