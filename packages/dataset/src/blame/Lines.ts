import { once } from 'node:events';
import type { WriteStream } from 'node:fs';

/** So much is gathered before it is written. */
const CHUNK_BYTES = 1024 * 1024;
const LF = 0x0a;

/** Lines of text on their way to a file. */
export class Lines {
  #buffer = Buffer.alloc(2 * CHUNK_BYTES);
  #at = 0;

  constructor(private readonly out: WriteStream) {}

  add(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#at += this.#buffer.write(text, this.#at);
  }

  copy(bytes: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start);
    this.#at += bytes.copy(this.#buffer, this.#at, start, end);
  }

  /** Tells whether it is time to write. */
  endLine(): boolean {
    this.#makeRoom(1);
    this.#buffer[this.#at++] = LF;
    return this.#at >= CHUNK_BYTES;
  }

  async flush(): Promise<void> {
    const isTaken = this.out.write(
      Buffer.from(this.#buffer.subarray(0, this.#at)),
    );
    this.#at = 0;
    if (!isTaken) await once(this.out, 'drain');
  }

  #makeRoom(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#buffer.length) return;
    this.#buffer = Buffer.concat(
      [this.#buffer.subarray(0, this.#at)],
      Math.max(needed, 2 * this.#buffer.length),
    );
  }
}
