import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { type Digest, digestKey } from './Digest';
import { evict } from './evict';
import { exclusively } from './exclusively';
import type { OpenObject } from './OpenedObject';
import { PATIENCE, type Patience, patient } from './patient';
import { placeFile } from './placeFile';
import { StorageError } from './StorageError';
import { type Seen, verifying } from './verifying';

/** What other processes added is counted this often. */
const COUNT_MILLIS = 10 * 60 * 1000;
/** What a crash left half done is removed after a day. */
const LEFT_OVER_MILLIS = 24 * 60 * 60 * 1000;
/** An object may be evicted between its arrival and its use, but not again and again. */
const TRIES = 5;
const RETRY_MILLIS = [500, 3_000];
/** A smaller file that loses its power comes back empty, which is noticed. */
const FLUSHED_BYTES = 64 * 1024;
const SHA256 = /^[0-9a-f]{64}$/;
const EMPTY_SHA256 =
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Objects on disk, named by the sha256 of their bytes; other digests lead to
 * it. Each is fetched once, whoever asks: in this process or in another one
 * over the same folder. Bytes are verified as they stream to the disk; what
 * does not verify is never there. Beyond the limit of the whole, objects go
 * that were not used for longest, except those that stand somewhere else as
 * well: a file that was placed is in use until it is removed.
 */
export class ObjectCache {
  readonly #running = new Map<string, Promise<void>>();
  /** Bytes that are there, as far as is known. */
  #totalBytes = Infinity;
  #countedAt = 0;

  /**
   * @param options.maximumBytes - of all objects together
   * @param options.maximumObjectBytes - of one object
   * @param options.patience - default: a kilobyte a minute
   * @param options.retryMillis - default: two more tries within seconds
   */
  constructor(
    private readonly options: {
      readonly directory: string;
      readonly maximumBytes: number;
      readonly maximumObjectBytes: number;
      readonly patience?: Patience;
      /** Waits before an object is asked for again after it could not be reached. */
      readonly retryMillis?: readonly number[];
    },
  ) {}

  /** Folder for files that are being read; on the same disk, so that placing takes no room. */
  get stagedDirectory(): string {
    return path.join(this.options.directory, 'staged');
  }

  /** Of one object. */
  get maximumObjectBytes(): number {
    return this.options.maximumObjectBytes;
  }

  async has(digest: Digest): Promise<boolean> {
    return (await this.#sha256Of(digest)) !== undefined;
  }

  /**
   * Makes the object stand at `target`, which must not exist yet and may not
   * be written to; fetches it where it is not there.
   *
   * @throws StorageError where it cannot be had
   */
  async place(
    digest: Digest,
    target: string,
    open: OpenObject,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    await mkdir(path.dirname(target), { recursive: true });
    let isNew = false;
    for (let tries = 1; ; tries++) {
      const sha256 = await this.#sha256Of(digest);
      if (sha256 === undefined) {
        await this.#fetchOnce(digest, open, signal);
        isNew = true;
        if (tries < TRIES) continue;
        throw new Error(
          `The cache ${this.options.directory} loses objects as fast as they come. Raise its limit.`,
        );
      }
      const object = this.#objectFile(sha256);
      try {
        await placeFile(object, target);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' && tries < TRIES) continue;
        throw error;
      }
      const now = new Date();
      await utimes(object, now, now).catch(() => {});
      // Not before: what is in use is not evicted for itself.
      if (isNew) await this.#makeRoom((await stat(target)).size);
      return;
    }
  }

  /** Removes what crashed processes left. */
  async tidy(): Promise<void> {
    const before = Date.now() - LEFT_OVER_MILLIS;
    for (const folder of ['incoming', 'staged']) {
      const place = path.join(this.options.directory, folder);
      for (const name of await readdir(place).catch(() => [])) {
        const left = path.join(place, name);
        const found = await stat(left).catch(() => undefined);
        if (found && found.mtimeMs < before)
          await rm(left, { recursive: true, force: true });
      }
    }
    await this.#dropAliases();
  }

  /** Those whose object was evicted. */
  async #dropAliases(): Promise<void> {
    const aliases = path.join(this.options.directory, 'aliases');
    const entries = await readdir(aliases, {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const entry of entries.filter(each => each.isFile())) {
      const alias = path.join(entry.parentPath, entry.name);
      const sha256 = await readFile(alias, 'utf8').catch(() => '');
      const isThere =
        SHA256.test(sha256) &&
        (await stat(this.#objectFile(sha256)).catch(() => undefined));
      if (!isThere) await rm(alias, { force: true });
    }
  }

  async #fetchOnce(
    digest: Digest,
    open: OpenObject,
    signal: AbortSignal,
  ): Promise<void> {
    const key = `${digest.algorithm}-${digestKey(digest)}`;
    for (;;) {
      signal.throwIfAborted();
      const running = this.#running.get(key);
      if (!running) break;
      try {
        await running;
        return;
      } catch (error) {
        // That the other asker was stopped is no answer to this one.
        if (!isAbort(error)) throw error;
      }
    }
    const fetch = exclusively(
      path.join(this.options.directory, 'locks', `${key}.lock`),
      { signal, isDone: () => this.has(digest) },
      () => this.#fetchAgain(digest, open, signal),
    ).then(() => undefined);
    this.#running.set(key, fetch);
    try {
      await fetch;
    } finally {
      this.#running.delete(key);
    }
  }

  async #fetchAgain(
    digest: Digest,
    open: OpenObject,
    signal: AbortSignal,
  ): Promise<void> {
    for (const millis of this.options.retryMillis ?? RETRY_MILLIS) {
      try {
        await this.#fetch(digest, open, signal);
        return;
      } catch (error) {
        const isPassing =
          error instanceof StorageError && error.failure === 'unreachable';
        if (!isPassing) throw error;
      }
      await setTimeout(millis, undefined, { signal });
    }
    await this.#fetch(digest, open, signal);
  }

  async #fetch(
    digest: Digest,
    open: OpenObject,
    signal: AbortSignal,
  ): Promise<void> {
    const incoming = path.join(this.options.directory, 'incoming');
    await mkdir(incoming, { recursive: true });
    const temporary = path.join(incoming, randomUUID());
    try {
      const opened = await open(signal);
      let seen: Seen;
      try {
        const check = verifying(
          digest,
          opened,
          this.options.maximumObjectBytes,
        );
        await pipeline(
          opened.stream,
          patient(this.options.patience ?? PATIENCE),
          check.through,
          createWriteStream(temporary, {
            flush: (opened.sizeBytes ?? Infinity) >= FLUSHED_BYTES,
          }),
          { signal },
        );
        seen = check.seen();
      } finally {
        opened.stream.destroy();
      }
      await this.#keep(digest, temporary, seen);
    } catch (error) {
      if (isAbort(error) || error instanceof StorageError) throw error;
      throw brokenOff(error);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async #keep(digest: Digest, temporary: string, seen: Seen): Promise<void> {
    const object = this.#objectFile(seen.sha256);
    await chmod(temporary, 0o444);
    await mkdir(path.dirname(object), { recursive: true });
    await rename(temporary, object);
    if (digest.algorithm !== 'sha256') {
      const alias = this.#aliasFile(digest);
      await mkdir(path.dirname(alias), { recursive: true });
      const draft = `${alias}.${randomUUID()}`;
      await writeFile(draft, seen.sha256);
      await rename(draft, alias);
    }
  }

  async #makeRoom(addedBytes: number): Promise<void> {
    this.#totalBytes += addedBytes;
    const isOld = Date.now() - this.#countedAt > COUNT_MILLIS;
    if (!isOld && this.#totalBytes <= this.options.maximumBytes) return;
    this.#totalBytes = await evict(
      path.join(this.options.directory, 'objects'),
      this.options.maximumBytes,
    );
    this.#countedAt = Date.now();
  }

  /** Undefined where the object is not there. */
  async #sha256Of(digest: Digest): Promise<string | undefined> {
    const sha256 =
      digest.algorithm === 'sha256'
        ? digest.hex
        : await readFile(this.#aliasFile(digest), 'utf8').catch(() => '');
    if (!SHA256.test(sha256)) return undefined;
    const found = await stat(this.#objectFile(sha256)).catch(() => undefined);
    if (!found) return undefined;
    // A machine that lost its power may have kept the name and lost the bytes.
    return found.size === 0 && sha256 !== EMPTY_SHA256 ? undefined : sha256;
  }

  #objectFile(sha256: string): string {
    return path.join(
      this.options.directory,
      'objects',
      sha256.slice(0, 2),
      sha256,
    );
  }

  #aliasFile(digest: Digest): string {
    const key = digestKey(digest);
    return path.join(
      this.options.directory,
      'aliases',
      digest.algorithm,
      key.slice(0, 2),
      key,
    );
  }
}

function isAbort(error: unknown): boolean {
  return (error as Error)?.name === 'AbortError';
}

/** A stream that fails by itself, or a disk that is full. */
function brokenOff(error: unknown): Error {
  const { message, code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new Error(
      'The disk of the cache is full. Make room, or lower the limit of the cache.',
    );
  return new StorageError(
    'unreachable',
    `The storage broke off: ${message}. It is fetched again later.`,
  );
}
