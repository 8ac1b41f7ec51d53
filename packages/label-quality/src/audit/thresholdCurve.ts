import { Z_95 } from '../wilson';
import type { Decided } from './finiteProportion';
import { NoiseRate, noiseRate } from './noiseRate';

/** A stratum with the scores of all of its rows and of those decided. */
export type ScoredStratum = {
  /** Scores of all rows, ascending; low is doubtful. */
  readonly scores: Float64Array;
  /** Rows decided, a random sample of the stratum. */
  readonly decided: readonly {
    readonly score: number;
    readonly wrong: 0 | 1;
  }[];
};

export type CurvePoint = {
  /** Rows with at most this score are flagged. */
  readonly threshold: number;
  /** Rows flagged, of all rows. */
  readonly flagged: number;
  /** Share of flagged rows that are wrong; NaN where none is flagged or decided. */
  readonly precision: CurveEstimate;
  /** Share of wrong rows that are flagged; NaN where no error was seen. */
  readonly recall: CurveEstimate;
};
export type CurveEstimate = {
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

const UNKNOWN: CurveEstimate = { value: NaN, low: 0, high: 1 };

/**
 * Expected precision and recall along a slider of the score threshold, each with
 * a 95 % interval, from an audit sample. Rows above and below a threshold are
 * estimated as strata of their own (see `noiseRate`); the interval of the recall
 * comes from theirs by variance recovery. Intervals hold point by point.
 *
 * @param thresholds - in any order
 */
export function thresholdCurve(
  strata: readonly ScoredStratum[],
  thresholds: readonly number[],
): CurvePoint[] {
  return thresholds.map(threshold => {
    const below = strata.map(stratum => part(stratum, threshold, 'flagged'));
    const above = strata.map(stratum => part(stratum, threshold, 'spared'));
    const flagged = below.reduce((sum, { size }) => sum + size, 0);
    const [found, missed] = [below, above].map(errorsOf);
    return {
      threshold,
      flagged,
      precision:
        found && found.decided > 0
          ? { value: found.rate, low: found.low, high: found.high }
          : UNKNOWN,
      recall: recallOf(found, missed),
    };
  });
}

function part(
  { scores, decided }: ScoredStratum,
  threshold: number,
  side: 'flagged' | 'spared',
): Decided {
  const flagged = countUpTo(scores, threshold);
  const own = decided.filter(
    row => row.score <= threshold === (side === 'flagged'),
  );
  return {
    size: side === 'flagged' ? flagged : scores.length - flagged,
    decided: own.length,
    wrong: own.reduce((sum, row) => sum + row.wrong, 0),
  };
}

function errorsOf(parts: readonly Decided[]): NoiseRate | undefined {
  return parts.some(({ size }) => size > 0)
    ? noiseRate(parts, Z_95)
    : undefined;
}

function recallOf(
  found: NoiseRate | undefined,
  missed: NoiseRate | undefined,
): CurveEstimate {
  const none = { value: 0, low: 0, high: 0 };
  const [a, b] = [found?.errors ?? none, missed?.errors ?? none];
  const value = a.value / (a.value + b.value);
  if (Number.isNaN(value)) return UNKNOWN;
  const share = (flagged: number, spared: number) =>
    flagged + spared === 0 ? value : flagged / (flagged + spared);
  return {
    value,
    low: Math.max(
      0,
      value -
        Math.hypot(
          value - share(a.low, b.value),
          value - share(a.value, b.high),
        ),
    ),
    high: Math.min(
      1,
      value +
        Math.hypot(
          share(a.high, b.value) - value,
          share(a.value, b.low) - value,
        ),
    ),
  };
}

/** How many of ascending values are at most the threshold. */
function countUpTo(ascending: Float64Array, threshold: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
