import { median } from '../median';
import {
  RegressionInput,
  RegressionScore,
  scoreRegression,
} from './scoreRegression';

/** A label whose score is below this share of the median score is an issue (cleanlab's Datalab). */
const MEDIAN_SHARE = 0.05;

export type RegressionIssues = {
  readonly n: number;
  readonly method: RegressionScore;
  readonly scores: Float64Array;
  /** Scores below this are issues. */
  readonly threshold: number;
  /** Rows whose number is doubtful, worst first; ties by row. */
  readonly issues: readonly number[];
};

/**
 * Which numbers look wrong: those that score less than a share of the median
 * score.
 *
 * @throws RangeError naming the row of a value that cannot be used
 */
export function findRegressionIssues(
  input: RegressionInput & {
    readonly method?: RegressionScore;
    /** Share of the median score, 0 to 1; default 0.05. */
    readonly medianShare?: number;
    readonly onRows?: (rowsDone: number) => void;
  },
): RegressionIssues {
  const { method = 'outre', medianShare = MEDIAN_SHARE } = input;
  if (!(medianShare >= 0 && medianShare <= 1))
    throw new RangeError(
      `The share of the median score is ${medianShare}; give one from 0 to 1.`,
    );
  const scores = scoreRegression({ ...input, method });
  const threshold = medianShare * median(scores);
  return {
    n: scores.length,
    method,
    scores,
    threshold,
    issues: Array.from(scores, (_, i) => i)
      .filter(i => scores[i] < threshold)
      .sort((a, b) => scores[a] - scores[b] || a - b),
  };
}
