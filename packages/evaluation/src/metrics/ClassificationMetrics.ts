/** Bins of the expected calibration error, as in Guo et al. 2017. */
const CALIBRATION_BINS = 15;
/** A probability counts as at least this in a logarithm, so that no single row makes the mean infinite. */
const PROBABILITY_FLOOR = 1e-15;

/**
 * Classification metrics as an accumulator: start, add rows, merge, finish. The
 * merge of shards equals the whole.
 */
export class ClassificationMetrics {
  /** counts[given * classes + predicted] */
  readonly counts: Float64Array;
  #n = 0;
  #lossSum = 0;
  #lossSquares = 0;
  #brierSum = 0;
  #brierSquares = 0;
  readonly #binRows = new Float64Array(CALIBRATION_BINS);
  readonly #binRight = new Float64Array(CALIBRATION_BINS);
  readonly #binConfidence = new Float64Array(CALIBRATION_BINS);

  constructor(readonly classes: number) {
    this.counts = new Float64Array(classes * classes);
  }

  get rows(): number {
    return this.#n;
  }

  /** Adds a row: its given class and its probabilities (those that do not sum to one are scaled, but for the calibration error); returns the predicted class (of ties the first). */
  add(given: number, probabilities: ArrayLike<number>): number {
    const k = this.classes;
    let predicted = 0;
    let sum = 0;
    for (let j = 0; j < k; j++) {
      if (probabilities[j] > probabilities[predicted]) predicted = j;
      sum += probabilities[j];
    }
    const share = (j: number) => probabilities[j] / sum;
    const clipped = Math.min(
      Math.max(share(given), PROBABILITY_FLOOR),
      1 - PROBABILITY_FLOOR,
    );
    const loss = -Math.log(clipped);
    let distance = 0;
    for (let j = 0; j < k; j++)
      distance += (share(j) - (j === given ? 1 : 0)) ** 2;
    const brier = k === 2 ? distance / 2 : distance;
    // As the model told it: dividing by a sum that rounding moved would move rows between bins.
    const confidence = Math.min(probabilities[predicted], 1);
    const bin = Math.min(
      Math.ceil(confidence * CALIBRATION_BINS) - 1,
      CALIBRATION_BINS - 1,
    );
    this.counts[given * k + predicted]++;
    this.#n++;
    this.#lossSum += loss;
    this.#lossSquares += loss * loss;
    this.#brierSum += brier;
    this.#brierSquares += brier * brier;
    this.#binRows[Math.max(bin, 0)]++;
    this.#binRight[Math.max(bin, 0)] += predicted === given ? 1 : 0;
    this.#binConfidence[Math.max(bin, 0)] += confidence;
    return predicted;
  }

  merge(other: ClassificationMetrics): void {
    for (let i = 0; i < this.counts.length; i++)
      this.counts[i] += other.counts[i];
    this.#n += other.#n;
    this.#lossSum += other.#lossSum;
    this.#lossSquares += other.#lossSquares;
    this.#brierSum += other.#brierSum;
    this.#brierSquares += other.#brierSquares;
    for (let b = 0; b < CALIBRATION_BINS; b++) {
      this.#binRows[b] += other.#binRows[b];
      this.#binRight[b] += other.#binRight[b];
      this.#binConfidence[b] += other.#binConfidence[b];
    }
  }

  get right(): number {
    let right = 0;
    for (let j = 0; j < this.classes; j++)
      right += this.counts[j * this.classes + j];
    return right;
  }

  /** Mean of -log p_given, in nats. */
  get logLoss(): { value: number; standardError: number } {
    return meanWithError(this.#n, this.#lossSum, this.#lossSquares);
  }

  /**
   * Mean squared distance of the probabilities from the given class (Brier
   * 1950): 0 to 2; of two classes half of it, 0 to 1, as is usual (scikit-learn).
   */
  get brier(): { value: number; standardError: number } {
    return meanWithError(this.#n, this.#brierSum, this.#brierSquares);
  }

  /** Expected calibration error over 15 bins of confidence (Guo et al. 2017, eq. 3). */
  get ece(): number {
    let sum = 0;
    for (let b = 0; b < CALIBRATION_BINS; b++) {
      if (this.#binRows[b] > 0)
        sum += Math.abs(this.#binRight[b] - this.#binConfidence[b]);
    }
    return sum / this.#n;
  }
}

function meanWithError(n: number, sum: number, squares: number) {
  const value = sum / n;
  const variance =
    n > 1 ? Math.max(0, (squares - n * value * value) / (n - 1)) : 0;
  return { value, standardError: Math.sqrt(variance / n) };
}

/**
 * Mean F1 over classes that are given or predicted at all.
 *
 * @param counts - classes x classes, given by predicted
 */
export function macroF1(counts: ArrayLike<number>, classes: number): number {
  let sum = 0;
  let present = 0;
  for (let j = 0; j < classes; j++) {
    let given = 0;
    let predicted = 0;
    for (let i = 0; i < classes; i++) {
      given += counts[j * classes + i];
      predicted += counts[i * classes + j];
    }
    if (given + predicted === 0) continue;
    present++;
    sum += (2 * counts[j * classes + j]) / (given + predicted);
  }
  return present === 0 ? 0 : sum / present;
}
