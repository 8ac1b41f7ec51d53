import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { UsageError } from '../UsageError';
import type { Git } from './Git';

const LF = 0x0a;

/**
 * The contents of blobs in the order asked for, by one git process, which
 * unpacks the next while this one is worked on.
 *
 * @throws UsageError where an object is not there
 */
export async function* readBlobs(
  git: Git,
  oids: readonly string[],
): AsyncGenerator<Buffer> {
  const child = git.start(['cat-file', '--batch']);
  child.stdin.on('error', () => {});
  child.stderr.resume();
  child.stdin.end(oids.map(oid => `${oid}\n`).join(''));
  const closed = once(child, 'close').catch(() => undefined);
  try {
    const input = new ByteReader(child.stdout);
    for (const oid of oids) {
      const [found, type, size] = (await input.line()).split(' ');
      if (found !== oid || type !== 'blob') {
        throw new UsageError(
          `The object ${oid} cannot be read. Fetch it, or check the repository with git fsck.`,
        );
      }
      const bytes = await input.bytes(Number(size));
      await input.bytes(1);
      yield bytes;
    }
  } finally {
    child.kill();
    await closed;
  }
}

/** Takes a stream apart by lines and by counted bytes. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(LF);
      if (end >= 0) return (await this.bytes(end + 1)).toString('utf8', 0, end);
      const more = await this.#next();
      if (!more) return '';
      this.#rest = Buffer.concat([this.#rest, more]);
    }
  }

  async bytes(count: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(count);
    let at = 0;
    while (at < count) {
      if (this.#rest.length === 0) {
        const more = await this.#next();
        if (!more) throw new UsageError('git ended in the middle of an object');
        this.#rest = more;
      }
      const copied = this.#rest.copy(bytes, at, 0, count - at);
      this.#rest = this.#rest.subarray(copied);
      at += copied;
    }
    return bytes;
  }

  async #next(): Promise<Buffer | undefined> {
    const { value, done } = await this.#chunks.next();
    return done ? undefined : value;
  }
}
