/** Looked up once, since it stands in the innermost loops. */
const { imul } = Math;

/** Characters of a shingle: five suit mails and paragraphs (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.2.2). */
const SHINGLE = 5;

/** The shingles of a text (Broder 1997): all runs of five characters, each once. */
export function shingles(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + SHINGLE <= text.length; i++)
    found.add(text.slice(i, i + SHINGLE));
  if (found.size === 0 && text !== '') found.add(text);
  return found;
}

/** Resemblance of two sets (Jaccard 1912; Broder 1997): shared by all, 0 to 1; 1 for two empty ones. */
export function jaccard(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const each of small) if (large.has(each)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** A 32-bit hash of each shingle, also of those that come again. */
export function shingleHashes(text: string): Uint32Array {
  const count = Math.max(1, text.length - SHINGLE + 1);
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = 0x811c9dc5;
    const end = Math.min(text.length, i + SHINGLE);
    for (let k = i; k < end; k++)
      hash = imul(hash ^ text.charCodeAt(k), 0x01000193);
    hashes[i] = mix(hash);
  }
  return hashes;
}

/** Spreads neighbouring numbers over all 32 bits (finaliser of MurmurHash3, Appleby 2011). */
export function mix(value: number): number {
  let x = value ^ (value >>> 16);
  x = imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
