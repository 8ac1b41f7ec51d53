import type { FilterMethod } from '../../confident/filterLabels';
import { findLabelIssues } from '../../confident/findLabelIssues';
import type { ScoreMethod } from '../../confident/rowScores';
import { classColumn, MultilabelInput } from './MultilabelInput';
import { scoreMultilabel } from './scoreMultilabel';

/** What is doubtful about one class. */
export type ClassIssues = {
  readonly column: number;
  /** Rows labelled with the class. */
  readonly given: number;
  /** Rows whose word on this class is doubtful, worst first. */
  readonly rows: readonly number[];
  /** Of them, labelled with the class, likely without reason. */
  readonly likelyAbsent: number;
  /** Of them, not labelled with the class, likely by oversight. */
  readonly likelyPresent: number;
};

export type MultilabelIssues = {
  readonly n: number;
  readonly classes: number;
  readonly method: FilterMethod;
  /** Rows with any doubtful class, worst first; ties by row. */
  readonly issues: readonly number[];
  /** Score of each row (see `scoreMultilabel`). */
  readonly scores: Float64Array;
  readonly byClass: readonly ClassIssues[];
  /** Share of rows without a doubtful class. */
  readonly health: number;
};

/**
 * Which rows of several classes each are labelled wrongly: confident learning
 * on each class against the rest, combined (as cleanlab 2.9's
 * `multilabel_classification`).
 *
 * For the `low_` filters as many rows of the lowest score are taken as
 * confident learning finds. cleanlab 2.9 then ranks them by a permutation of
 * another order, so that they come scrambled; here they come worst first.
 *
 * @throws RangeError naming row and column of input that cannot be used
 */
export function findMultilabelIssues(
  input: MultilabelInput & {
    readonly method?: FilterMethod;
    readonly rankBy?: ScoreMethod;
    /** Share of the estimated errors to flag, 0 to 1; default 1. */
    readonly fracNoise?: number;
    /** Called after each class. */
    readonly onClass?: (classesDone: number) => void;
  },
): MultilabelIssues {
  const { classes: k, method = 'prune_by_noise_rate' } = input;
  const { scores } = scoreMultilabel({
    labels: input.labels,
    predProbs: input.predProbs,
    classes: k,
    method: input.rankBy,
  });
  const n = scores.length;
  const isLowest =
    method === 'low_normalized_margin' || method === 'low_self_confidence';
  const byClass: ClassIssues[] = [];
  const doubtful = new Uint8Array(n);
  for (let column = 0; column < k; column++) {
    const binary = classColumn(input, column);
    const rows = findLabelIssues({
      ...binary,
      method: isLowest ? 'confident_learning' : method,
      rankBy: input.rankBy,
      fracNoise: input.fracNoise,
    }).issues;
    for (const row of rows) doubtful[row] = 1;
    const likelyAbsent = rows.filter(row => binary.labels[row] === 1).length;
    byClass.push({
      column,
      given: binary.labels.reduce((sum, label) => sum + label, 0),
      rows,
      likelyAbsent,
      likelyPresent: rows.length - likelyAbsent,
    });
    input.onClass?.(column + 1);
  }
  const worstFirst = (a: number, b: number) => scores[a] - scores[b] || a - b;
  const all = Array.from(scores, (_, i) => i);
  const flagged = all.filter(row => doubtful[row] === 1);
  const issues = isLowest ? lowest(input, flagged.length) : flagged;
  return {
    n,
    classes: k,
    method,
    issues: issues.sort(worstFirst),
    scores,
    byClass,
    health: 1 - issues.length / n,
  };
}

/** Rows of the lowest self-confidence, by whatever score the answer is ranked. */
function lowest(input: MultilabelInput, count: number): number[] {
  const { scores } = scoreMultilabel({
    labels: input.labels,
    predProbs: input.predProbs,
    classes: input.classes,
  });
  return Array.from(scores, (_, i) => i)
    .sort((a, b) => scores[a] - scores[b] || a - b)
    .slice(0, count);
}
