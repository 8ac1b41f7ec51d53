import { type FlagQuality, flagQuality } from './flagQuality';

/** A stratum with the scores of its decided rows, and counts of those of all its rows. */
export type ScoredStratum = {
  /** Rows that have a score. */
  readonly size: number;
  /** How many of them have at most each threshold; aligned with the thresholds. */
  readonly below: readonly number[];
  /** Rows decided, a random sample of the stratum. */
  readonly decided: readonly {
    readonly score: number;
    readonly wrong: 0 | 1;
  }[];
};

export type CurvePoint = FlagQuality & {
  /** Rows with at most this score are flagged; low is doubtful. */
  readonly threshold: number;
};

/**
 * Expected precision and recall along a slider of the score threshold, from an
 * audit sample and the scores of all rows (see `flagQuality`). Intervals hold
 * point by point.
 *
 * @param thresholds - in any order
 */
export function thresholdCurve(
  strata: readonly ScoredStratum[],
  thresholds: readonly number[],
): CurvePoint[] {
  return thresholds.map((threshold, i) => ({
    threshold,
    ...flagQuality(
      strata.map(({ size, below, decided }) => {
        const flagged = decided.filter(({ score }) => score <= threshold);
        const spared = decided.filter(({ score }) => score > threshold);
        return {
          flagged: { size: below[i], ...countWrong(flagged) },
          spared: { size: size - below[i], ...countWrong(spared) },
        };
      }),
    ),
  }));
}

function countWrong(decided: ScoredStratum['decided']): {
  readonly decided: number;
  readonly wrong: number;
} {
  return {
    decided: decided.length,
    wrong: decided.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}
