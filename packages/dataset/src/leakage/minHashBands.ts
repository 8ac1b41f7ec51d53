import { mix, shingleHashes } from './shingles';

/** Looked up once, since it stands in the innermost loops. */
const { imul } = Math;

/**
 * Twenty bands of six: two texts of which 80 % of the shingles are shared fall
 * together in some band with a chance of 1 - (1 - 0.8^6)^20 = 99.8 %, of which
 * 90 % are with nearly 100 %, of which 50 % are with 27 % (Leskovec, Rajaraman
 * and Ullman, 3.4.2).
 */
export const BANDS = 20;
const ROWS = 6;

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, i) =>
  mix(i * 2 + 1),
);
const FACTORS = SEEDS.map(seed => mix(seed) | 1);

/**
 * The bands of a text's MinHash signature (Broder 1997; bands: Indyk and Motwani
 * 1998), each as one 32-bit number. Always the same for the same text.
 */
export function minHashBands(text: string): Uint32Array {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const hash of shingleHashes(text)) {
    for (let i = 0; i < least.length; i++) {
      const value = imul(hash ^ SEEDS[i], FACTORS[i]) >>> 0;
      if (value < least[i]) least[i] = value;
    }
  }
  return Uint32Array.from({ length: BANDS }, (_, band) => {
    let combined = band;
    for (let i = 0; i < ROWS; i++)
      combined = mix(combined ^ least[band * ROWS + i]) + i;
    return combined;
  });
}
