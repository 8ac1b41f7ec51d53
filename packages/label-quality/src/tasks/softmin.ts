/**
 * The mean of scores weighted by softmax((1 - s) / temperature): near the
 * lowest score where the temperature is low, near the mean where it is high
 * (Wang and Mueller 2022, "Detecting label errors in token classification
 * data").
 *
 * @param scores - each from 0 to 1; of none, 1: there is nothing to doubt
 * @param temperature - above 0
 */
export function softmin(
  scores: Float64Array | readonly number[],
  temperature: number,
): number {
  if (scores.length === 0) return 1;
  let lowest = Infinity;
  for (const score of scores) lowest = Math.min(lowest, score);
  let weighted = 0;
  let weights = 0;
  for (const score of scores) {
    const weight = Math.exp((lowest - score) / temperature);
    weighted += weight * score;
    weights += weight;
  }
  return weighted / weights;
}
