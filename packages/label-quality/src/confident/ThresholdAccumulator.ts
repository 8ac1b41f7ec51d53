/** A threshold is never less than this (cleanlab's floor for classes without mass). */
const THRESHOLD_FLOOR = 2e-6;
/** No probability reaches this: a class without rows is never confidently predicted. */
const ABSENT_THRESHOLD = 2;

/**
 * Mean self-confidence of each class over chunks of rows: the thresholds t_k of
 * confident learning (Northcutt, Jiang, Chuang 2021, eq. 2).
 */
export class ThresholdAccumulator {
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;

  constructor(private readonly classes: number) {
    this.#sums = new Float64Array(classes);
    this.#counts = new Float64Array(classes);
  }

  /** Adds m labels and their m x classes probabilities. */
  addChunk(labels: Int32Array, predProbs: Float64Array): void {
    for (let i = 0; i < labels.length; i++) {
      this.#sums[labels[i]] += predProbs[i * this.classes + labels[i]];
      this.#counts[labels[i]]++;
    }
  }

  merge(other: ThresholdAccumulator): void {
    for (let j = 0; j < this.classes; j++) {
      this.#sums[j] += other.#sums[j];
      this.#counts[j] += other.#counts[j];
    }
  }

  finish(): Float64Array {
    return this.#sums.map((sum, j) =>
      this.#counts[j] === 0
        ? ABSENT_THRESHOLD
        : Math.max(sum / this.#counts[j], THRESHOLD_FLOOR),
    );
  }
}
