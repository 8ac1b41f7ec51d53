import { fnv1a } from '@greenroom/evaluation';

/** A number from 0 to below 1 that depends on the words alone: the seeded rule of everything planted. */
export function draw(...words: readonly string[]): number {
  let hash = fnv1a(words.join(' '));
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 4294967296;
}

/** A generator seeded by words, for shuffles and weights. */
export function drawing(...words: readonly string[]): () => number {
  let count = 0;
  return () => draw(...words, String(count++));
}
