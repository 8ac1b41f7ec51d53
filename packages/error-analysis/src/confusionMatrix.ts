/**
 * Counts of given by predicted class.
 *
 * @param given - n class indices; rows outside 0 to classes - 1 are left out
 * @param predicted - n class indices
 * @returns counts[given][predicted]
 * @throws RangeError where the arrays differ in length
 */
export function confusionMatrix(
  given: Int32Array,
  predicted: Int32Array,
  classes: number,
): number[][] {
  if (given.length !== predicted.length) {
    throw new RangeError(
      `${given.length} given and ${predicted.length} predicted classes. Join them by key first.`,
    );
  }
  const counts = Array.from({ length: classes }, () =>
    new Array<number>(classes).fill(0),
  );
  given.forEach((row, i) => {
    const column = predicted[i];
    if (row >= 0 && row < classes && column >= 0 && column < classes)
      counts[row][column]++;
  });
  return counts;
}
