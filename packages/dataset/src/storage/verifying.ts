import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { type Digest, digestText } from './Digest';
import { md5Dos2unix, type StreamHash } from './md5Dos2unix';
import type { OpenedObject } from './OpenedObject';
import { StorageError } from './StorageError';

/** What came through, known at its end. */
export type Seen = { readonly sha256: string; readonly sizeBytes: number };

/**
 * Passes bytes on and fails, at the latest at their end, where they are not
 * those of the digest or more than the limit.
 */
export function verifying(
  digest: Digest,
  opened: Pick<OpenedObject, 'sizeBytes' | 'etag' | 'md5'>,
  limitBytes: number,
): { through: Transform; seen(): Seen } {
  assertSize(opened.sizeBytes, limitBytes);
  const check = checkOf(digest, opened);
  const sha256 = createHash('sha256');
  let sizeBytes = 0;
  let seen: Seen | undefined;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) {
        done(tooLarge(undefined, limitBytes));
        return;
      }
      sha256.update(chunk);
      check.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const hex = sha256.digest('hex');
      seen = { sha256: hex, sizeBytes };
      done(check.problem(seen, opened.sizeBytes));
    },
  });
  return { through, seen: () => seen! };
}

function assertSize(sizeBytes: number | undefined, limitBytes: number): void {
  if (sizeBytes !== undefined && sizeBytes > limitBytes)
    throw tooLarge(sizeBytes, limitBytes);
}

function tooLarge(sizeBytes: number | undefined, limitBytes: number) {
  return new StorageError(
    'too-large',
    `The object has ${
      sizeBytes === undefined ? 'more' : sizeBytes
    } bytes; ${limitBytes} are allowed. Split the file, or raise the limit of one object.`,
  );
}

type Check = {
  update(chunk: Buffer): void;
  problem(seen: Seen, toldBytes: number | undefined): StorageError | null;
};

function checkOf(
  digest: Digest,
  opened: Pick<OpenedObject, 'sizeBytes' | 'etag' | 'md5'>,
): Check {
  if (digest.algorithm === 'etag') {
    return {
      update: () => {},
      problem: (seen, told) =>
        opened.etag === digest.etag
          ? short(seen, told)
          : new StorageError(
              'damaged',
              `The address has changed: its etag is ${
                opened.etag ?? 'not told'
              }, ${digest.etag} was pinned. Pin it anew.`,
            ),
    };
  }
  if (digest.algorithm === 'sha256') {
    return {
      update: () => {},
      problem: (seen, told) => judge(digest, [seen.sha256], seen, told),
    };
  }
  const hashes: StreamHash[] = hashesOf(digest, opened);
  return {
    update: chunk => hashes.forEach(hash => hash.update(chunk)),
    problem: (seen, told) =>
      judge(
        digest,
        hashes.map(hash => hash.digest()),
        seen,
        told,
      ),
  };
}

/** Any of them may be the one that was pinned. */
function hashesOf(
  { algorithm, hex }: Exclude<Digest, { algorithm: 'etag' }>,
  opened: Pick<OpenedObject, 'sizeBytes' | 'md5'>,
): StreamHash[] {
  const plain = (name: string): StreamHash => {
    const hash = createHash(name);
    return {
      update: chunk => void hash.update(chunk),
      digest: () => hash.digest('hex'),
    };
  };
  if (algorithm === 'md5')
    return opened.md5 === 'dos2unix'
      ? [plain('md5'), md5Dos2unix()]
      : [plain('md5')];
  // git hashes a header with the size before the content (gitformat-loose).
  const hash = plain(hex.length === 40 ? 'sha1' : 'sha256');
  hash.update(Buffer.from(`blob ${opened.sizeBytes}\0`));
  return [hash];
}

function judge(
  digest: Exclude<Digest, { algorithm: 'etag' }>,
  found: readonly string[],
  seen: Seen,
  told: number | undefined,
): StorageError | null {
  if (found.includes(digest.hex)) return null;
  return (
    short(seen, told) ??
    new StorageError(
      'damaged',
      `Other bytes came than ${digestText(digest)} (${
        seen.sizeBytes
      } bytes that hash to ${
        found[0]
      }). Push the object to its storage again, or pin the file as it is.`,
    )
  );
}

function short(seen: Seen, told: number | undefined): StorageError | null {
  if (told === undefined || seen.sizeBytes === told) return null;
  return new StorageError(
    'damaged',
    `The object ended after ${seen.sizeBytes} of ${told} bytes. It is fetched again later; where that does not help, push it to its storage again.`,
  );
}
