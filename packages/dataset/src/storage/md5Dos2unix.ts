import { createHash } from 'node:crypto';

/** A file is hashed by chunks of 1 MiB; a line end across two of them stays as it is. */
const CHUNK_BYTES = 1024 * 1024;
/** So many bytes of a file tell whether it is text. */
const SAMPLE_BYTES = 512;
/** With more than this share of other bytes it is none. */
const MAXIMUM_OTHERS = 0.3;
const OTHER = /[^ -~\n\r\t\f\b]/g;

/** A hash that takes bytes as they come. */
export type StreamHash = {
  update(chunk: Buffer): void;
  /** In hexadecimal digits. */
  digest(): string;
};

/**
 * The md5 of DVC before 3.0: of a text file, the md5 of the text with `\r\n`
 * written as `\n` (dvc-data, `hashfile/hash.py` and `hashfile/istextfile.py`;
 * the rule for what is a text is Perl's `-T`).
 */
export function md5Dos2unix(): StreamHash {
  const hash = createHash('md5');
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let isText: boolean | undefined;
  const take = (chunk: Buffer) => {
    isText ??= isTextBlock(chunk.subarray(0, SAMPLE_BYTES));
    hash.update(isText ? withoutReturns(chunk) : chunk);
  };
  return {
    update(chunk) {
      pending.push(chunk);
      pendingBytes += chunk.length;
      if (pendingBytes < CHUNK_BYTES) return;
      const all = Buffer.concat(pending);
      let at = 0;
      for (; all.length - at >= CHUNK_BYTES; at += CHUNK_BYTES)
        take(all.subarray(at, at + CHUNK_BYTES));
      pending = [all.subarray(at)];
      pendingBytes = all.length - at;
    },
    digest() {
      if (pendingBytes > 0) take(Buffer.concat(pending));
      return hash.digest('hex');
    },
  };
}

function isTextBlock(block: Buffer): boolean {
  if (block.includes(0)) return false;
  const others = block.toString('latin1').match(OTHER)?.length ?? 0;
  return others / block.length <= MAXIMUM_OTHERS;
}

function withoutReturns(chunk: Buffer): Buffer {
  if (!chunk.includes('\r\n')) return chunk;
  return Buffer.from(chunk.toString('latin1').replace(/\r\n/g, '\n'), 'latin1');
}
