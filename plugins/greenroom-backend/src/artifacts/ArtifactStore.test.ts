import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { startStrictS3 } from '@greenroom/test-sources';
import type { ComputeTask } from '../analysis/compute/protocol';
import { createCompute } from '../compute/createCompute';
import { ResultFiles } from '../rows/ResultFiles';
import { type AgedArtifact, type ArtifactStore, nameOf } from './ArtifactStore';
import { copyArtifacts } from './copyArtifacts';
import { createArtifacts } from './createArtifacts';
import { DirectoryArtifacts } from './DirectoryArtifacts';

/** The emulator takes a while to start. */
jest.setTimeout(60_000);

const BUCKET = 'greenroom-artifacts';
const MEBIBYTE = 1024 * 1024;
/** Of three parts. */
const LARGE_BYTES = 17 * MEBIBYTE;
const SOON = 60_000;

const directory = createMockDirectory();
let s3: Awaited<ReturnType<typeof startStrictS3>>;
let replicas = 0;

beforeAll(async () => {
  s3 = await startStrictS3(BUCKET);
});
afterAll(() => s3.close());
afterEach(() => {
  s3.mend();
  s3.forget();
});

const made = (content: string | Buffer, extension = 'parquet') => {
  const folder = directory.resolve('made');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `out.${extension}`);
  writeFileSync(file, content);
  return file;
};
const bytesOf = (store: ArtifactStore, name: string) =>
  store.use([name], async () => readFileSync(store.pathOf(name)));
const listed = async (store: ArtifactStore, millis: number) => {
  const all: AgedArtifact[] = [];
  for await (const page of store.untouchedSince(millis)) all.push(...page);
  return all;
};

/** One backend's view of the bucket, on a machine of its own. */
const replicaOf = async (bucket: string = BUCKET, prefix = 'team') => {
  replicas += 1;
  return createArtifacts(
    {
      type: 's3',
      bucket: {
        bucket,
        endpoint: s3.url,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      },
      prefix: `${prefix}/`,
      localBytes: 100 * MEBIBYTE,
    },
    directory.resolve(`replica-${replicas}`),
  );
};
const bucketed = async () => (await replicaOf()).artifacts;

describe.each([
  [
    'a directory',
    async () => new DirectoryArtifacts(directory.resolve('artifacts')),
  ],
  ['a bucket', bucketed],
])('artifacts in %s', (_name, open) => {
  let store: ArtifactStore;
  beforeEach(async () => {
    store = await open();
  });

  it('gives back what was put in, under the name of its content', async () => {
    const name = await store.put(made('rows'));
    expect(name).toBe(await nameOf(made('rows')));
    expect((await bytesOf(store, name)).toString()).toBe('rows');
  });

  it('keeps the same content once', async () => {
    const content = randomBytes(1000);
    const [one, two] = [
      await store.put(made(content)),
      await store.put(made(content)),
    ];
    expect(one).toBe(two);
    const all = await listed(store, Date.now() + SOON);
    expect(all.filter(({ name }) => name === one)).toHaveLength(1);
  });

  it('takes in the same content from many at a time', async () => {
    const content = randomBytes(100_000);
    const files = Array.from({ length: 6 }, (_, i) => {
      const file = directory.resolve(`made/twin-${i}.parquet`);
      writeFileSync(file, content);
      return file;
    });
    const names = await Promise.all(files.map(file => store.put(file)));
    expect(new Set(names).size).toBe(1);
    expect(await bytesOf(store, names[0])).toEqual(content);
  });

  it('gives several at a time, the same one twice as well', async () => {
    const [a, b] = [await store.put(made('a')), await store.put(made('b'))];
    const texts = await store.use([a, b, a], async () =>
      [a, b].map(name => readFileSync(store.pathOf(name), 'utf8')),
    );
    expect(texts).toEqual(['a', 'b']);
  });

  it('lists what nobody put in since, and nothing younger', async () => {
    const name = await store.put(made(randomBytes(10)));
    const names = async (millis: number) =>
      (await listed(store, millis)).map(each => each.name);
    expect(await names(Date.now() + SOON)).toContain(name);
    expect(await names(Date.now() - SOON)).not.toContain(name);
  });

  it('removes what is as old as it was listed', async () => {
    const name = await store.put(made(randomBytes(10)));
    const all = await listed(store, Date.now() + SOON);
    const old = all.find(each => each.name === name)!;
    expect(await store.removeUntouched(old)).toBe(true);
    expect(await store.sizeBytes(name)).toBe(0);
  });

  it('does not remove what was put in again since it was listed', async () => {
    const content = randomBytes(10);
    const name = await store.put(made(content));
    // As it was listed a day ago.
    const old = { name, touchedMillis: Date.now() - 86_400_000 };
    expect(await store.removeUntouched(old)).toBe(false);
    expect(await bytesOf(store, name)).toEqual(content);
  });

  it('is put in again after it was removed', async () => {
    const content = randomBytes(10);
    const name = await store.put(made(content));
    await store.remove(name);
    await store.put(made(content));
    expect(await store.sizeBytes(name)).toBe(10);
  });

  it('says that an artifact is gone, and what to do', async () => {
    const gone = `${'0'.repeat(64)}.parquet`;
    expect(await store.has(gone)).toBe(false);
    await expect(bytesOf(store, gone)).rejects.toMatchObject({
      failure: 'missing',
      message: expect.stringContaining('Ask for its analysis again'),
    });
  });

  it('takes no name that leads elsewhere', () => {
    expect(() => store.pathOf('../../etc/passwd')).toThrow(
      /Not the name of an artifact/,
    );
  });
});

describe('artifacts in a bucket', () => {
  it('are shared by replicas', async () => {
    const [one, other] = [await bucketed(), await bucketed()];
    const name = await one.put(made('of one'));
    expect((await bytesOf(other, name)).toString()).toBe('of one');
  });

  it('show the rows that one replica worked out on the other', async () => {
    const [one, other] = [await bucketed(), await bucketed()];
    const file = directory.resolve('made/rows.parquet');
    const files = new ResultFiles([other]);
    await files.query(
      {},
      `COPY (SELECT 7 AS digit) TO '${file}' (FORMAT parquet)`,
    );
    const name = await one.put(file);
    const rows = await files.query(
      { t: other.pathOf(name) },
      'SELECT digit FROM t',
    );
    await files.close();
    expect(rows).toEqual([{ digit: 7 }]);
  });

  it('stand where a computation of another replica reads them, and no longer than that', async () => {
    const [one, other] = [await bucketed(), await bucketed()];
    const name = await one.put(made('table'));
    const table = other.pathOf(name);
    const compute = createCompute(
      {
        compute: async ({ inputs }) => ({
          type: 'result',
          result: inputs.map(input => readFileSync(input, 'utf8')),
        }),
      },
      { stores: [other], folders: [] },
    );
    const read = await compute(
      { kind: 'errors', input: { table } } as unknown as ComputeTask,
      {
        jobId: 'job',
        signal: new AbortController().signal,
        progress: () => {},
        log: () => {},
        use: async (result: string[]) => result,
      },
    );
    expect(read).toEqual(['table']);
    while (existsSync(table)) await setTimeout(5);
  });

  it('are fetched once by each replica', async () => {
    const name = await (await bucketed()).put(made(randomBytes(500)));
    const other = await bucketed();
    s3.forget();
    await Promise.all([1, 2, 3].map(() => bytesOf(other, name)));
    await bytesOf(other, name);
    expect(s3.seen.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });

  it('stand below another prefix for another portal', async () => {
    const { artifacts } = await replicaOf(BUCKET, 'one');
    const name = await artifacts.put(made(randomBytes(10)));
    const other = await replicaOf(BUCKET, 'other');
    expect(await other.artifacts.has(name)).toBe(false);
  });

  it('go in parts where they are large, and come back whole', async () => {
    const content = randomBytes(LARGE_BYTES);
    const name = await (await bucketed()).put(made(content));
    const parts = s3.seen.filter(({ query }) => query.has('partNumber'));
    expect(parts).toHaveLength(3);
    expect((await bytesOf(await bucketed(), name)).equals(content)).toBe(true);
  });

  it('leave nothing where a connection is cut in the middle, and go another time', async () => {
    const content = randomBytes(LARGE_BYTES);
    s3.break(({ query }) =>
      query.get('partNumber') === '2' ? { type: 'cut' } : undefined,
    );
    const store = await bucketed();
    await expect(store.put(made(content))).rejects.toMatchObject({
      failure: 'unreachable',
    });
    const name = await nameOf(made(content));
    expect([await store.sizeBytes(name), s3.openUploads()]).toEqual([0, 0]);
    s3.mend();
    await store.put(made(content));
    expect(await store.sizeBytes(name)).toBe(LARGE_BYTES);
  });

  it('are there where the answer to an upload was lost', async () => {
    const content = randomBytes(100);
    let lost = 0;
    s3.break(({ method }) =>
      method === 'PUT' && lost++ === 0 ? { type: 'unheard' } : undefined,
    );
    const name = await (await bucketed()).put(made(content));
    expect(await bytesOf(await bucketed(), name)).toEqual(content);
  });

  it('are asked for again where the bucket is busy for a moment', async () => {
    const name = await (await bucketed()).put(made(randomBytes(100)));
    let busy = 0;
    s3.break(({ method }) =>
      method === 'GET' && busy++ < 2
        ? { type: 'answer', status: 503, code: 'SlowDown' }
        : undefined,
    );
    expect(await bytesOf(await bucketed(), name)).toHaveLength(100);
  });

  it.each([
    ['half of it came', 'half'],
    ['a bit of it is another one', 'flipped'],
  ] as const)('are not taken where %s', async (_what, type) => {
    const content = randomBytes(50_000);
    const name = await (await bucketed()).put(made(content));
    const other = await bucketed();
    s3.break(({ method }) => (method === 'GET' ? { type } : undefined));
    await expect(bytesOf(other, name)).rejects.toMatchObject({
      name: 'StorageError',
      mayPass: true,
    });
    s3.mend();
    expect(await bytesOf(other, name)).toEqual(content);
  });

  it('are put in again by whoever puts one in while it is swept', async () => {
    const content = randomBytes(100);
    const [sweeper, maker] = [await bucketed(), await bucketed()];
    const name = await sweeper.put(made(content));
    const [old] = (await listed(sweeper, Date.now() + SOON)).filter(
      each => each.name === name,
    );
    // Between the last look of the sweeper and its removal.
    let putting: Promise<string> | undefined;
    const isMarkSeen = () =>
      s3.seen.some(
        ({ method, path: key }) =>
          method === 'HEAD' && key.endsWith(`team/swept/artifacts/${name}`),
      );
    s3.break(async ({ method, path: key }) => {
      if (method === 'DELETE' && key.endsWith(`team/artifacts/${name}`)) {
        putting ??= maker.put(made(content));
        while (!isMarkSeen()) await setTimeout(5);
      }
      return undefined;
    });
    await sweeper.removeUntouched(old);
    await putting;
    expect(await maker.sizeBytes(name)).toBe(100);
  });

  it('lose the parts that a crash left in the bucket', async () => {
    const store = await bucketed();
    s3.break(({ query, method }) =>
      query.has('partNumber') || method === 'DELETE'
        ? { type: 'cut' }
        : undefined,
    );
    await expect(store.put(made(randomBytes(LARGE_BYTES)))).rejects.toThrow();
    s3.mend();
    expect(s3.openUploads()).toBe(1);
    await listed(store, Date.now() + SOON);
    expect(s3.openUploads()).toBe(0);
  });

  it.each([
    ['NoSuchBucket', 404, /no bucket greenroom-artifacts.*greenroom.artifacts/],
    ['AccessDenied', 403, /does not let us write/],
    ['InvalidAccessKeyId', 403, /credentials are not good/],
    ['RequestTimeTooSkewed', 403, /clock of this machine/],
    ['KMS.DisabledException', 400, /key of KMS/],
    ['PermanentRedirect', 301, /region eu-central-1/],
  ])('say what to do about %s', async (code, status, message) => {
    const store = await bucketed();
    s3.break(({ method }) =>
      method === 'PUT'
        ? {
            type: 'answer',
            code,
            status,
            headers: { 'x-amz-bucket-region': 'eu-central-1' },
          }
        : undefined,
    );
    await expect(store.put(made(randomBytes(10)))).rejects.toThrow(message);
  });
});

describe('artifacts that move from a directory to a bucket', () => {
  it('are read from the directory until they are copied, and from the bucket then', async () => {
    const home = directory.resolve('moving');
    const earlier = new DirectoryArtifacts(path.join(home, 'artifacts'));
    const name = await earlier.put(made('from before'));
    const config = {
      type: 's3',
      bucket: {
        bucket: BUCKET,
        endpoint: s3.url,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      },
      prefix: 'moved/',
      localBytes: MEBIBYTE,
    } as const;
    const { artifacts, copy } = createArtifacts(config, home);
    expect((await bytesOf(artifacts, name)).toString()).toBe('from before');
    const told: string[] = [];
    const { signal } = new AbortController();
    await copy!(line => told.push(line), signal);
    await rm(home, { recursive: true });
    const after = createArtifacts(config, home);
    expect((await bytesOf(after.artifacts, name)).toString()).toBe(
      'from before',
    );
    expect(told).toEqual([expect.stringContaining('Copied 1 artifacts')]);
  });

  it('are looked at once', async () => {
    const earlier = new DirectoryArtifacts(
      directory.resolve('twice/artifacts'),
    );
    await earlier.put(made(randomBytes(10)));
    const { artifacts } = await replicaOf(BUCKET, 'twice');
    const pass = () =>
      copyArtifacts(earlier, artifacts, {
        name: 's3://twice/',
        tell: () => {},
        signal: new AbortController().signal,
      });
    await setTimeout(5);
    await pass();
    s3.forget();
    await pass();
    expect(s3.seen).toEqual([]);
  });
});
