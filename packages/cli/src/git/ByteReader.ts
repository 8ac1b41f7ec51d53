import type { Readable } from 'node:stream';
import { UsageError } from '../UsageError';

const LF = 0x0a;

/** Takes a stream apart by lines and by counted bytes. */
export class ByteReader {
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
