import { drawBinomial, sameDraws } from '../statistics/drawBinomial';

/** Rows of one kind: how many a model was trained on, and how it fares on others of the kind. */
export type LearningGroup = {
  readonly trainingRows: number;
  readonly rows: number;
  readonly errors: number;
};

export type LearningCurve = {
  /** b of error = a n^-b, 95 %: how fast error falls with training rows. */
  readonly exponent: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
  };
};

/** A line through fewer groups says nothing. */
const LEAST_GROUPS = 5;
/** The ends of a 95 % interval then rest on 25 draws each. */
const DRAWS = 1000;
const TAIL_95 = 0.025;
/** Of squared logarithms. */
const LEAST_SPREAD = 1e-12;

/**
 * The power law of error against training rows (Hestness et al. 2017), fitted
 * through groups of one model's rows in place of models trained on more and
 * fewer: weighted least squares of log error on log training rows, each group
 * weighed by its number of errors (the variance of a log count is about its
 * inverse).
 *
 * The interval is that of a bootstrap in two steps (Davison and Hinkley 1997,
 * 3.8): groups with replacement, and in each as many errors as chance would
 * have it at its rate. So both are in it: that groups scatter around the line,
 * and that rows are few.
 *
 * Groups differ in more than their rows, so that this is an estimate to be
 * proved by collecting some; the interval has no term for that.
 *
 * Undefined of fewer than five groups that have errors and training rows, or
 * where all have as many rows.
 */
export function learningCurve(
  groups: readonly LearningGroup[],
): LearningCurve | undefined {
  const known = groups.filter(
    ({ trainingRows, errors }) => trainingRows > 0 && errors > 0,
  );
  if (known.length < LEAST_GROUPS) return undefined;
  const value = exponentOf(known);
  if (value === undefined) return undefined;
  const draw = sameDraws();
  const drawn = Array.from({ length: DRAWS }, () =>
    exponentOf(drawGroups(known, draw)),
  )
    .filter(each => each !== undefined)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    drawn[Math.round(share * (drawn.length - 1))] ?? value;
  return {
    exponent: {
      value,
      low: Math.min(value, at(TAIL_95)),
      high: Math.max(value, at(1 - TAIL_95)),
    },
  };
}

function drawGroups(
  groups: readonly LearningGroup[],
  draw: () => number,
): readonly LearningGroup[] {
  return groups.map(() => {
    const group = groups[Math.floor(draw() * groups.length)];
    const { rows, errors } = group;
    return { ...group, errors: drawBinomial(rows, errors / rows, draw) };
  });
}

/** Undefined where all groups with errors have as many training rows. */
function exponentOf(groups: readonly LearningGroup[]): number | undefined {
  let whole = 0;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (const { trainingRows, rows, errors } of groups) {
    if (errors === 0) continue;
    const x = Math.log(trainingRows);
    const y = Math.log(errors / rows);
    whole += errors;
    sumX += errors * x;
    sumY += errors * y;
    sumXX += errors * x * x;
    sumXY += errors * x * y;
  }
  if (whole === 0) return undefined;
  const spread = sumXX / whole - (sumX / whole) ** 2;
  // Equal numbers leave what rounding does, and no slope.
  if (spread <= LEAST_SPREAD) return undefined;
  return -(sumXY / whole - (sumX / whole) * (sumY / whole)) / spread;
}
