/** Slices are looked for among the rows of one half, and confirmed on those of the other. */
export type Half = 'search' | 'confirm';

/**
 * The half of a row, by its key alone: the same in every run and every order of
 * the rows. FNV-1a (Fowler, Noll and Vo 1991) over the characters, its bits then
 * mixed by the finisher of MurmurHash3 (Appleby 2011), as keys that count up
 * differ in few of them.
 */
export function halfOf(key: string): Half {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++)
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & 1) === 0 ? 'search' : 'confirm';
}
