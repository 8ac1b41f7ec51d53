/** The first of the most probable classes of the row that begins at `start`. */
export function firstChoice(
  predProbs: Float64Array,
  start: number,
  classes: number,
): number {
  let best = 0;
  for (let j = 1; j < classes; j++)
    if (predProbs[start + j] > predProbs[start + best]) best = j;
  return best;
}
