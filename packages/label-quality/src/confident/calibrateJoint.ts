import { bufferedSum, pairwiseSum } from './pairwiseSum';
import { roundHalfToEven } from './roundHalfToEven';

/**
 * Scales a confident joint so that its rows sum to the number of rows with each
 * given label and all of it to n, in whole numbers (Northcutt, Jiang, Chuang
 * 2021, eq. 3; rounding as cleanlab 2.9 does).
 *
 * @param joint - classes x classes, row-major
 * @param labelCounts - rows with each given label
 * @returns classes x classes whole numbers
 */
export function calibrateJoint(
  joint: Float64Array,
  labelCounts: Float64Array,
): Float64Array {
  const k = labelCounts.length;
  const n = labelCounts.reduce((sum, count) => sum + count, 0);
  const calibrated = Float64Array.from(joint);
  for (let s = 0; s < k; s++) {
    const row = calibrated.subarray(s * k, (s + 1) * k);
    const sum = pairwiseSum(row, 0, k);
    for (let y = 0; y < k; y++)
      row[y] = (row[y] * labelCounts[s]) / Math.max(sum, 1e-6);
  }
  const total = columnMajorSum(calibrated, k);
  for (let i = 0; i < calibrated.length; i++)
    calibrated[i] = (calibrated[i] * n) / total;
  for (let s = 0; s < k; s++)
    roundKeepingSum(calibrated.subarray(s * k, (s + 1) * k));
  return calibrated;
}

/** Adds as numpy does over a transposed array, so that ties in rounding fall alike. */
function columnMajorSum(matrix: Float64Array, k: number): number {
  const flat = new Float64Array(matrix.length);
  for (let y = 0; y < k; y++)
    for (let s = 0; s < k; s++) flat[y * k + s] = matrix[s * k + y];
  return bufferedSum(flat);
}

/** Rounds down, then adds what is missing to the largest fractions; of ties the last one first. */
function roundKeepingSum(row: Float64Array): void {
  let missing = roundHalfToEven(pairwiseSum(row, 0, row.length));
  const fractions: { readonly index: number; readonly part: number }[] = [];
  row.forEach((value, index) => {
    // Most cells of a large joint are empty: only the others have a claim.
    if (value > 0) fractions.push({ index, part: value - Math.trunc(value) });
    row[index] = Math.trunc(value);
    missing -= row[index];
  });
  if (missing === 0) return;
  fractions.sort((a, b) => b.part - a.part || b.index - a.index);
  const step = Math.sign(missing);
  for (let i = 0; i < Math.abs(missing); i++)
    row[fractions[i % fractions.length].index] += step;
}
