/** Rounding that a probability may lack to reach its threshold. */
const THRESHOLD_TOLERANCE = 1e-6;

/**
 * The class a row confidently belongs to: the one whose threshold its
 * probability reaches; of several, the most probable of all classes; -1 for none.
 */
export function confidentClass(
  predProbs: Float64Array,
  row: number,
  thresholds: Float64Array,
): number {
  const k = thresholds.length;
  let reached = -1;
  let several = false;
  let best = 0;
  for (let j = 0; j < k; j++) {
    const p = predProbs[row * k + j];
    if (p > predProbs[row * k + best]) best = j;
    if (p < thresholds[j] - THRESHOLD_TOLERANCE) continue;
    if (reached >= 0) several = true;
    reached = j;
  }
  return several ? best : reached;
}

/**
 * The confident joint over chunks of rows: C[given][likely true] counts rows
 * that confidently belong to a class (Northcutt, Jiang, Chuang 2021, eq. 1).
 */
export class JointAccumulator {
  readonly #counts: Float64Array;

  constructor(private readonly thresholds: Float64Array) {
    this.#counts = new Float64Array(thresholds.length ** 2);
  }

  /** Adds m labels and their m x classes probabilities. */
  addChunk(labels: Int32Array, predProbs: Float64Array): void {
    const k = this.thresholds.length;
    for (let i = 0; i < labels.length; i++) {
      const likely = confidentClass(predProbs, i, this.thresholds);
      if (likely >= 0) this.#counts[labels[i] * k + likely]++;
    }
  }

  merge(other: JointAccumulator): void {
    for (let j = 0; j < this.#counts.length; j++)
      this.#counts[j] += other.#counts[j];
  }

  /** classes x classes counts, row-major; every diagonal count is at least 1. */
  finish(): Float64Array {
    const k = this.thresholds.length;
    const joint = Float64Array.from(this.#counts);
    for (let j = 0; j < k; j++)
      joint[j * k + j] = Math.max(joint[j * k + j], 1);
    return joint;
  }
}
