/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { isNaN: isMissing } = Number;

/**
 * The mean of each column, rows counted with weights; rows without a value
 * (NaN) are left out of that column's mean.
 */
export function weightedMeans(
  columns: Readonly<Record<string, Float64Array>>,
  weights: ArrayLike<number>,
): Record<string, number> {
  const means: Record<string, number> = {};
  for (const [name, column] of Object.entries(columns)) {
    let sum = 0;
    let n = 0;
    for (let i = 0; i < column.length; i++) {
      if (isMissing(column[i])) continue;
      sum += weights[i] * column[i];
      n += weights[i];
    }
    means[name] = sum / n;
  }
  return means;
}
