import { rocAucOf } from '../binary/rankedAreas';
import { type RankedRows, rankRows } from '../binary/rankRows';
import { calibrationErrors } from '../calibration/calibrationErrors';
import {
  type ConfidenceBins,
  placeByWidth,
  sumByBin,
} from '../calibration/confidenceBins';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';
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
  /** The confusion's cell of each row. */
  readonly #cell: Uint32Array;
  readonly #ranked: readonly RankedRows[];

  constructor(readonly columns: Columns) {
    const { classes, given, predicted } = columns;
    this.#right = Uint8Array.from(given, (y, i) =>
      y === predicted[i] ? 1 : 0,
    );
    this.#bin = placeByWidth(columns.confidence);
    this.#cell = Uint32Array.from(given, (y, i) => y * classes + predicted[i]);
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
    const counts = new Float64Array(classes * classes);
    const byRank = new Float64Array(classes);
    let n = 0;
    let lossSum = 0;
    let brierSum = 0;
    for (let i = 0; i < this.rows; i++) {
      const weight = weights[i];
      n += weight;
      lossSum += weight * loss[i];
      brierSum += weight * brier[i];
      counts[this.#cell[i]] += weight;
      byRank[rank[i]] += weight;
    }
    const within = (top: number) =>
      byRank.subarray(0, top).reduce((sum, rows) => sum + rows, 0);
    const calibration = calibrationErrors(this.calibration(weights));
    return defined({
      ...averagesOf(counts, classes),
      ...Object.fromEntries(
        this.#tops().map(top => [`top${top}`, within(top) / n]),
      ),
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
    const counts = new Float64Array(this.columns.classes ** 2);
    for (let i = 0; i < this.rows; i++) counts[this.#cell[i]] += weights[i];
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

/** Rows in falling order of the probability of each class; none where areas are left out. */
function rankClasses({
  classes,
  given,
  probabilities,
}: Columns): readonly RankedRows[] {
  if (probabilities.length === 0) return [];
  const scores = new Float64Array(given.length);
  const isPositive = new Uint8Array(given.length);
  return Array.from({ length: classes }, (_, j) => {
    for (let i = 0; i < given.length; i++) {
      scores[i] = probabilities[i * classes + j];
      isPositive[i] = given[i] === j ? 1 : 0;
    }
    return rankRows(scores, isPositive);
  });
}

/** Mean ROC AUC of each class against the rest, over classes that have rows on both sides (Provost and Domingos 2003, unweighted). */
function meanArea(
  ranked: readonly RankedRows[],
  weights: ArrayLike<number>,
): number {
  const areas = ranked
    .map(rows => rocAucOf(rows, weights))
    .filter(Number.isFinite);
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}
