import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { BLEU_COUNTS, bleuOf } from './bleu';
import { CHRF_COUNTS, chrfOf } from './chrf';

/** Counts a row: exact match, token F1, ROUGE-L, edits and length for TER, errors and words for WER, then BLEU's and chrF's. */
const OWN_COUNTS = 7;
export const TEXT_COUNTS = OWN_COUNTS + BLEU_COUNTS + CHRF_COUNTS;

/** Texts, each with what the metrics sum over a corpus. */
export class TextSample implements Sample {
  constructor(
    /** rows x TEXT_COUNTS */
    private readonly counts: Float64Array,
    readonly units: Uint32Array,
  ) {}

  get rows(): number {
    return this.units.length;
  }

  get cost(): number {
    return this.counts.length;
  }

  values(weights: ArrayLike<number>): MetricValues {
    const sums = new Float64Array(TEXT_COUNTS);
    let n = 0;
    for (let i = 0; i < this.rows; i++) {
      n += weights[i];
      for (let j = 0; j < TEXT_COUNTS; j++)
        sums[j] += weights[i] * this.counts[i * TEXT_COUNTS + j];
    }
    const [exact, f1, rouge, edits, length, errors, words] = sums;
    return defined({
      exactMatch: exact / n,
      tokenF1: f1 / n,
      rougeL: rouge / n,
      bleu: bleuOf(sums.subarray(OWN_COUNTS, OWN_COUNTS + BLEU_COUNTS)),
      chrf: chrfOf(sums.subarray(OWN_COUNTS + BLEU_COUNTS)),
      ter: (100 * edits) / length,
      wordErrorRate: errors / words,
    });
  }

  shares(): Readonly<Record<string, Share>> {
    let hits = 0;
    for (let i = 0; i < this.rows; i++) hits += this.counts[i * TEXT_COUNTS];
    return { exactMatch: { hits, trials: this.rows } };
  }
}
