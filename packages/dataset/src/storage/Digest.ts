import { createHash } from 'node:crypto';

/**
 * What pins the bytes of an object. `md5` is DVC's identity of an object and
 * no proof against a forger; `etag` is a storage's own word for a state of an
 * address, and no digest of bytes at all.
 */
export type Digest =
  | { readonly algorithm: 'sha256' | 'md5' | 'git'; readonly hex: string }
  | {
      readonly algorithm: 'etag';
      readonly url: string;
      readonly etag: string;
    };

const LENGTHS = { sha256: [64], md5: [32], git: [40, 64] } as const;

/** @throws Error for what is no digest of this kind */
export function digestOf(
  algorithm: 'sha256' | 'md5' | 'git',
  hex: string,
): Digest {
  const lengths: readonly number[] = LENGTHS[algorithm];
  if (!/^[0-9a-f]+$/.test(hex) || !lengths.includes(hex.length)) {
    throw new Error(
      `'${hex.slice(0, 80)}' is no ${algorithm} digest of ${lengths.join(
        ' or ',
      )} hexadecimal digits.`,
    );
  }
  return { algorithm, hex };
}

/** A name for files: letters and digits, the same for the same digest. */
export function digestKey(digest: Digest): string {
  if (digest.algorithm !== 'etag') return digest.hex;
  return createHash('sha256')
    .update(JSON.stringify([digest.url, digest.etag]))
    .digest('hex');
}

/** As people read it in a message. */
export function digestText(digest: Digest): string {
  return digest.algorithm === 'etag'
    ? `etag ${digest.etag}`
    : `${digest.algorithm} ${digest.hex}`;
}
