import { hashText } from '../../preprocessing/hashText';
import { scaleToLength } from '../../preprocessing/scaleToLength';

/** Enough to tell topics; centres are sought in a second. */
const BUCKETS = 256;
/** What stands in fewer texts makes them like no other. */
const LEAST_TEXTS = 2;
/** The rest of a long text is like its beginning. */
const LOOKED_AT_CHARACTERS = 2_000;
const STEP = hashText({
  op: 'hash-text',
  columns: ['text'],
  buckets: BUCKETS,
  ngrams: 1,
  lowercase: true,
  weighting: 'log',
  normalise: 'none',
});

/**
 * Texts as hashed counts of words, each bucket weighed by how rare it is in a
 * sample (Spärck Jones 1972, smoothed as scikit-learn has it), of length 1: so
 * that texts are near by what they are about.
 */
export class TextVectors {
  static readonly COLUMNS = BUCKETS;
  readonly #weights = new Float64Array(BUCKETS);

  constructor(sample: readonly string[]) {
    for (const text of sample)
      counts(text).forEach((count, bucket) => {
        if (count > 0) this.#weights[bucket]++;
      });
    this.#weights.forEach((texts, bucket) => {
      this.#weights[bucket] =
        texts < LEAST_TEXTS
          ? 0
          : Math.log((1 + sample.length) / (1 + texts)) + 1;
    });
  }

  of(text: string): Float32Array {
    const values = counts(text);
    for (let i = 0; i < BUCKETS; i++) values[i] *= this.#weights[i];
    scaleToLength(values, 'l2');
    return values;
  }
}

function counts(text: string): Float32Array {
  const values = new Float32Array(BUCKETS);
  STEP.write({ text: text.slice(0, LOOKED_AT_CHARACTERS) }, values, 0);
  return values;
}
