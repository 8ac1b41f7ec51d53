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
/** Two-sided 95 % of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * The power law of error against training rows (Hestness et al. 2017), fitted
 * through groups of one model's rows in place of models trained on more and
 * fewer: weighted least squares of log error on log training rows, each group
 * weighed by its number of errors (the variance of a log count is about its
 * inverse), with the spread around the line in the interval.
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
  const points = groups
    .filter(({ trainingRows, errors }) => trainingRows > 0 && errors > 0)
    .map(({ trainingRows, rows, errors }) => ({
      x: Math.log(trainingRows),
      y: Math.log(errors / rows),
      weight: errors,
    }));
  if (points.length < LEAST_GROUPS) return undefined;
  const whole = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / whole;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spreadX = mean(({ x }) => (x - meanX) ** 2);
  if (spreadX === 0) return undefined;
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / spreadX;
  const left = mean(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2);
  // At least what counts scatter by themselves.
  const error = Math.sqrt(
    Math.max(left / (points.length - 2), 1 / whole) / spreadX,
  );
  const value = -slope;
  return {
    exponent: {
      value,
      low: value - Z_95 * error,
      high: value + Z_95 * error,
    },
  };
}
