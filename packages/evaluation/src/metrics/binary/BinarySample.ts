import { brierDecomposition } from '../calibration/brierDecomposition';
import { calibrationErrors } from '../calibration/calibrationErrors';
import {
  binByMass,
  placeByWidth,
  sumByBin,
} from '../calibration/confidenceBins';
import { logLossOf } from '../multiclass/logLossOf';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';
import { risingOrder } from '../rows/orderBy';
import type { BinaryOptions } from './BinaryAccumulator';
import { confusionMetrics, Outcomes } from './confusionMetrics';
import { rankedAreas } from './rankedAreas';
import { type RankedRows, rankRows } from './rankRows';

/** Rows of two classes as they were scored. */
export class BinarySample implements Sample {
  readonly #ranked: RankedRows;
  /** Confidence in what is predicted, and whether it was right. */
  readonly #confidence: Float64Array;
  readonly #right: Uint8Array;
  /** The same from the least sure up, with the rows' indices. */
  readonly #byConfidence: {
    readonly order: Uint32Array;
    readonly confidence: Float64Array;
    readonly right: Uint8Array;
  };
  /** Of each row: its log loss, and its bins by confidence and by score. */
  readonly #loss: Float64Array;
  readonly #confidenceBin: Uint16Array;
  readonly #scoreBin: Uint16Array;

  constructor(
    readonly given: Uint8Array,
    readonly scores: Float64Array,
    readonly units: Uint32Array,
    readonly options: BinaryOptions,
  ) {
    this.#ranked = rankRows(scores, given);
    this.#confidence = scores.map((p, i) => (this.#predicted(i) ? p : 1 - p));
    this.#right = given.map((y, i) => (y === this.#predicted(i) ? 1 : 0));
    const order = risingOrder(this.#confidence, units);
    this.#byConfidence = {
      order,
      confidence: Float64Array.from(order, i => this.#confidence[i]),
      right: Uint8Array.from(order, i => this.#right[i]),
    };
    this.#loss = scores.map((p, i) => logLossOf(given[i] ? p : 1 - p));
    this.#confidenceBin = placeByWidth(this.#confidence);
    this.#scoreBin = placeByWidth(scores);
  }

  get rows(): number {
    return this.given.length;
  }

  get cost(): number {
    return 6 * this.rows;
  }

  values(weights: ArrayLike<number>): MetricValues {
    return defined({
      ...confusionMetrics(this.outcomes(weights)),
      ...rankedAreas(this.#ranked, weights),
      ...(this.options.scale === 'probability' ? this.#ofBelief(weights) : {}),
    });
  }

  shares(): Readonly<Record<string, Share>> {
    const { tp, fp, tn, fn } = this.outcomes(once(this.rows));
    return {
      accuracy: { hits: tp + tn, trials: this.rows },
      precision: { hits: tp, trials: tp + fp },
      recall: { hits: tp, trials: tp + fn },
      specificity: { hits: tn, trials: tn + fp },
    };
  }

  /** The four outcomes at the threshold, or at another one. */
  outcomes(
    weights: ArrayLike<number>,
    threshold = this.options.threshold,
  ): Outcomes {
    const { given, scores } = this;
    const counts = new Float64Array(4);
    for (let i = 0; i < given.length; i++)
      counts[2 * given[i] + (scores[i] >= threshold ? 1 : 0)] += weights[i];
    const [tn, fp, fn, tp] = counts;
    return { tp, fp, tn, fn };
  }

  /** What needs a probability. */
  #ofBelief(weights: ArrayLike<number>): Record<string, number> {
    const { given, scores } = this;
    let n = 0;
    let loss = 0;
    let brier = 0;
    for (let i = 0; i < given.length; i++) {
      n += weights[i];
      loss += weights[i] * this.#loss[i];
      brier += weights[i] * (scores[i] - given[i]) ** 2;
    }
    const top = calibrationErrors(
      sumByBin(this.#confidenceBin, this.#confidence, this.#right, weights),
    );
    const byScore = sumByBin(this.#scoreBin, scores, given, weights);
    const { order, confidence, right } = this.#byConfidence;
    const mass = calibrationErrors(
      binByMass(order, confidence, right, weights),
    );
    const parts = brierDecomposition(byScore, brier / n);
    return {
      logLoss: loss / n,
      brier: brier / n,
      brierReliability: parts.reliability,
      brierResolution: parts.resolution,
      ece: top.expected,
      mce: top.maximum,
      ecePositive: calibrationErrors(byScore).expected,
      eceEqualMass: mass.expected,
    };
  }

  #predicted(i: number): number {
    return this.scores[i] >= this.options.threshold ? 1 : 0;
  }
}
