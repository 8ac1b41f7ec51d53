import { rankedAreas } from '../binary/rankedAreas';
import { calibrationErrors } from '../calibration/calibrationErrors';
import {
  type ConfidenceBins,
  placeByWidth,
  sumByBin,
} from '../calibration/confidenceBins';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';
import { fallingOrder } from '../rows/orderBy';
import { averagesOf } from './classAverages';

/** Tops that are told apart, where there are more classes than that. */
const TOPS = [2, 3, 5] as const;

type Columns = {
  readonly classes: number;
  readonly given: Int32Array;
  readonly predicted: Int32Array;
  readonly rank: Int32Array;
  readonly loss: Float64Array;
  readonly brier: Float64Array;
  readonly confidence: Float64Array;
  /** Empty where areas are left out. */
  readonly probabilities: Float64Array;
  readonly units: Uint32Array;
};

/** Rows of several classes as they were predicted. */
export class MulticlassSample implements Sample {
  readonly #right: Uint8Array;
  readonly #bin: Uint16Array;
  readonly #ranked: readonly RankedClass[];

  constructor(readonly columns: Columns) {
    const { given, predicted } = columns;
    this.#right = Uint8Array.from(given, (y, i) =>
      y === predicted[i] ? 1 : 0,
    );
    this.#bin = placeByWidth(columns.confidence);
    this.#ranked = rankClasses(columns);
  }

  get rows(): number {
    return this.columns.given.length;
  }

  get units(): Uint32Array {
    return this.columns.units;
  }

  get cost(): number {
    return this.rows * (4 + 2 * this.#ranked.length);
  }

  values(weights: ArrayLike<number>): MetricValues {
    const { loss, brier, rank, classes } = this.columns;
    const tops = this.#tops();
    const within = new Float64Array(tops.length);
    let n = 0;
    let lossSum = 0;
    let brierSum = 0;
    for (let i = 0; i < this.rows; i++) {
      const weight = weights[i];
      n += weight;
      lossSum += weight * loss[i];
      brierSum += weight * brier[i];
      for (let t = 0; t < tops.length; t++)
        if (rank[i] < tops[t]) within[t] += weight;
    }
    const calibration = calibrationErrors(this.calibration(weights));
    return defined({
      ...averagesOf(this.counts(weights), classes),
      ...Object.fromEntries(tops.map((top, t) => [`top${top}`, within[t] / n])),
      logLoss: lossSum / n,
      brier: brierSum / n,
      ece: calibration.expected,
      mce: calibration.maximum,
      rocAucMacro: meanArea(this.#ranked, weights),
    });
  }

  shares(): Readonly<Record<string, Share>> {
    const { rank } = this.columns;
    const trials = this.rows;
    return {
      accuracy: { hits: this.#right.reduce((sum, r) => sum + r, 0), trials },
      ...Object.fromEntries(
        this.#tops().map(top => [
          `top${top}`,
          { hits: rank.reduce((sum, r) => sum + (r < top ? 1 : 0), 0), trials },
        ]),
      ),
    };
  }

  /** classes x classes, given by predicted, row-major. */
  counts(weights: ArrayLike<number> = once(this.rows)): Float64Array {
    const { classes, given, predicted } = this.columns;
    const counts = new Float64Array(classes * classes);
    for (let i = 0; i < given.length; i++)
      counts[given[i] * classes + predicted[i]] += weights[i];
    return counts;
  }

  /** Confidence in the predicted class and whether it was right, by bin. */
  calibration(weights: ArrayLike<number> = once(this.rows)): ConfidenceBins {
    const { confidence } = this.columns;
    return sumByBin(this.#bin, confidence, this.#right, weights);
  }

  #tops(): number[] {
    return TOPS.filter(top => top < this.columns.classes);
  }
}

/** Rows in falling order of the probability of one class. */
type RankedClass = {
  readonly scores: Float64Array;
  readonly order: Uint32Array;
  readonly isPositive: Uint8Array;
};

function rankClasses({
  classes,
  given,
  probabilities,
}: Columns): readonly RankedClass[] {
  if (probabilities.length === 0) return [];
  return Array.from({ length: classes }, (_, j) => {
    const scores = Float64Array.from(
      given,
      (_given, i) => probabilities[i * classes + j],
    );
    return {
      scores,
      order: fallingOrder(scores),
      isPositive: Uint8Array.from(given, y => (y === j ? 1 : 0)),
    };
  });
}

/** Mean ROC AUC of each class against the rest, over classes that have rows on both sides (Provost and Domingos 2003, unweighted). */
function meanArea(
  ranked: readonly RankedClass[],
  weights: ArrayLike<number>,
): number {
  const areas = ranked
    .map(
      ({ order, scores, isPositive }) =>
        rankedAreas(order, scores, isPositive, weights).rocAuc,
    )
    .filter(Number.isFinite);
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}
