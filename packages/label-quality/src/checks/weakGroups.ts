import { discoveryRates } from '../discoveryRates';
import { normalBelow } from './normalBelow';

/** A way to part rows into groups: a column, or clusters of like rows. */
export type RowGrouping = {
  readonly by: string;
  /** The group of each row, from 0; -1 for none. */
  readonly groupOf: Int32Array;
};

export type WeakGroup = {
  readonly by: string;
  readonly group: number;
  readonly rows: number;
  /** Mean score of its rows. */
  readonly mean: number;
  /** Mean score of all other rows. */
  readonly others: number;
  readonly pValue: number;
  /** The false discovery rate at which it is just called weak, over all groups of all groupings. */
  readonly qValue: number;
};

/** Of fewer rows a mean says little, and the normal tail below is not theirs. */
const LEAST_ROWS = 20;
/** A smaller gap is nothing to act on. */
const LEAST_GAP = 0.1;
const MOST_Q = 0.05;

/**
 * Groups whose scores are lower than those of all other rows by a tenth and more of
 * the whole scale, beyond chance: a one-sided test of means with a normal tail, whose
 * standard error is the larger of Welch's (1947) and that of all rows together, since
 * twenty scores that happen to be alike say little of their spread; q values are
 * Benjamini and Hochberg's (1995). The lowest mean first.
 *
 * @param scores - of each row, 0 to 1, e.g. how likely a model finds the given label
 */
export function weakGroups(
  scores: Float64Array,
  groupings: readonly RowGrouping[],
): WeakGroup[] {
  const whole = momentsOf(scores);
  const groups = groupings.flatMap(({ by, groupOf }) =>
    sumsByGroup(scores, groupOf).flatMap(({ group, ...own }) => {
      const rest = without(whole, own);
      if (own.rows < LEAST_ROWS || rest.rows < LEAST_ROWS) return [];
      const [mean, others] = [own, rest].map(({ rows, sum }) => sum / rows);
      const spread = Math.sqrt(
        Math.max(
          varianceOf(own) / own.rows + varianceOf(rest) / rest.rows,
          varianceOf(whole) * (1 / own.rows + 1 / rest.rows),
        ),
      );
      return [
        {
          ...{ by, group, rows: own.rows, mean, others },
          pValue: spread === 0 ? 1 : normalBelow((mean - others) / spread),
        },
      ];
    }),
  );
  const qValues = discoveryRates(groups.map(({ pValue }) => pValue));
  return groups
    .map((group, i) => ({ ...group, qValue: qValues[i] }))
    .filter(
      ({ mean, others, qValue }) =>
        others - mean >= LEAST_GAP && qValue <= MOST_Q,
    )
    .sort((a, b) => a.mean - b.mean);
}

type Moments = {
  readonly rows: number;
  readonly sum: number;
  readonly squares: number;
};

function momentsOf(scores: Float64Array): Moments {
  return {
    rows: scores.length,
    sum: scores.reduce((sum, score) => sum + score, 0),
    squares: scores.reduce((sum, score) => sum + score * score, 0),
  };
}

function sumsByGroup(
  scores: Float64Array,
  groupOf: Int32Array,
): (Moments & { readonly group: number })[] {
  const sums = new Map<
    number,
    { rows: number; sum: number; squares: number }
  >();
  scores.forEach((score, row) => {
    if (groupOf[row] < 0) return;
    const own = sums.get(groupOf[row]) ?? { rows: 0, sum: 0, squares: 0 };
    own.rows += 1;
    own.sum += score;
    own.squares += score * score;
    sums.set(groupOf[row], own);
  });
  return [...sums]
    .map(([group, own]) => ({ group, ...own }))
    .sort((a, b) => a.group - b.group);
}

function without(whole: Moments, part: Moments): Moments {
  return {
    rows: whole.rows - part.rows,
    sum: whole.sum - part.sum,
    squares: whole.squares - part.squares,
  };
}

function varianceOf({ rows, sum, squares }: Moments): number {
  return Math.max(0, (squares - (sum * sum) / rows) / (rows - 1));
}
