/**
 * How many rows of each kind to prune: M[true][given], the transpose of the
 * calibrated joint in whole numbers. The diagonal keeps at least `minExamples`,
 * taken evenly from the cells of its column that have any; what `fracNoise`
 * spares goes back to the diagonal (as cleanlab 2.9).
 *
 * @param calibratedJoint - classes x classes, given by likely true
 * @returns classes x classes whole numbers, likely true by given
 */
export function pruneCounts(
  calibratedJoint: Float64Array,
  classes: number,
  options: { readonly fracNoise: number; readonly minExamples: number },
): Int32Array {
  const { fracNoise, minExamples } = options;
  const counts = new Int32Array(classes * classes);
  for (let given = 0; given < classes; given++) {
    const column = calibratedJoint.subarray(
      given * classes,
      (given + 1) * classes,
    );
    const lacking = Math.max(0, minExamples - column[given]);
    let cells = 0;
    for (const count of column) if (count !== 0) cells++;
    const taken = lacking / Math.max(1, cells - 1);
    let spared = 0;
    for (let y = 0; y < classes; y++) {
      if (y === given) continue;
      const count = Math.max(0, column[y] - taken);
      counts[y * classes + given] = Math.trunc(count * fracNoise);
      spared += count - count * fracNoise;
    }
    counts[given * classes + given] = Math.trunc(
      column[given] + lacking + spared,
    );
  }
  return counts;
}
