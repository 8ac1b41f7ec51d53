/**
 * How undecided each row is: the entropy of its shares over the classes, as a
 * part of the greatest there is, log(classes) (Shannon 1948).
 *
 * @param shares - rows x classes, row-major; probabilities or counts of votes
 * @returns 0 (decided) to 1 (all classes alike) for each row; NaN for a row without any share
 */
export function normalisedEntropy(
  shares: Float64Array,
  classes: number,
): Float64Array {
  if (classes < 2)
    throw new RangeError(
      `There are ${classes} classes; at least two are needed.`,
    );
  return Float64Array.from({ length: shares.length / classes }, (_, row) => {
    let sum = 0;
    for (let j = row * classes; j < (row + 1) * classes; j++) sum += shares[j];
    let entropy = 0;
    for (let j = row * classes; j < (row + 1) * classes; j++) {
      const share = shares[j] / sum;
      if (share > 0) entropy -= share * Math.log(share);
    }
    return sum > 0 ? entropy / Math.log(classes) : NaN;
  });
}
