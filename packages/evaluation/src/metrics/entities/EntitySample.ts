import { fScore } from '../binary/confusionMetrics';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';

/** sentence, type, given, predicted, right */
export const ENTITY_COUNTS = 5;

/** Spans of one type. */
export type EntityFigures = {
  readonly type: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Spans given. */
  readonly support: number;
};

/** Sentences with the spans found in them. */
export class EntitySample implements Sample {
  constructor(
    private readonly counts: Int32Array,
    readonly types: readonly string[],
    readonly units: Uint32Array,
    /** Predicted tags that do not follow from the one before; they mark no span. */
    readonly misplacedTags: number,
  ) {}

  /** Sentences. */
  get rows(): number {
    return this.units.length;
  }

  get cost(): number {
    return this.counts.length + this.rows;
  }

  /** 0 where it is 0 / 0, as seqeval has it. */
  values(weights: ArrayLike<number>): MetricValues {
    const types = this.byType(weights);
    const sums = this.#sums(weights);
    const all = { given: 0, predicted: 0, right: 0 };
    sums.forEach(({ given, predicted, right }) => {
      all.given += given;
      all.predicted += predicted;
      all.right += right;
    });
    const { given, predicted, right } = all;
    return defined({
      precision: predicted === 0 ? 0 : right / predicted,
      recall: given === 0 ? 0 : right / given,
      f1: fScore(right, predicted - right, given - right, 1),
      macroF1: types.reduce((sum, { f1 }) => sum + f1, 0) / types.length,
    });
  }

  /** Spans of one sentence depend on one another: no share is of independent trials. */
  shares(): Readonly<Record<string, Share>> {
    return {};
  }

  /** Types that are given or predicted, by name. */
  byType(weights: ArrayLike<number> = once(this.rows)): EntityFigures[] {
    return this.#sums(weights)
      .map(({ given, predicted, right }, i) => ({
        type: this.types[i],
        precision: predicted === 0 ? 0 : right / predicted,
        recall: given === 0 ? 0 : right / given,
        f1: fScore(right, predicted - right, given - right, 1),
        support: given,
      }))
      .sort((a, b) => (a.type < b.type ? -1 : 1));
  }

  #sums(weights: ArrayLike<number>) {
    const sums = this.types.map(() => ({ given: 0, predicted: 0, right: 0 }));
    for (let at = 0; at < this.counts.length; at += ENTITY_COUNTS) {
      const [sentence, type, given, predicted, right] = this.counts.subarray(
        at,
        at + ENTITY_COUNTS,
      );
      sums[type].given += weights[sentence] * given;
      sums[type].predicted += weights[sentence] * predicted;
      sums[type].right += weights[sentence] * right;
    }
    return sums;
  }
}
