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
      row[y] = (row[y] / Math.max(sum, 1e-100)) * labelCounts[s];
  }
  const total = columnMajorSum(calibrated, k);
  for (let i = 0; i < calibrated.length; i++)
    calibrated[i] = (calibrated[i] / total) * n;
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

/**
 * Rounds each, then mends the sum: one more where most was cut off, of ties the
 * last one first, or one less where most was added, of ties the first one first.
 */
function roundKeepingSum(row: Float64Array): void {
  let missing = roundHalfToEven(pairwiseSum(row, 0, row.length));
  const cells: { readonly index: number; readonly cut: number }[] = [];
  row.forEach((value, index) => {
    const rounded = roundHalfToEven(value);
    // Most cells of a large joint are empty: only the others have a claim.
    if (value > 0) cells.push({ index, cut: value - rounded });
    row[index] = rounded;
    missing -= rounded;
  });
  if (missing === 0) return;
  const step = Math.sign(missing);
  cells.sort((a, b) => step * (b.cut - a.cut || b.index - a.index));
  for (let i = 0; i < Math.abs(missing); i++)
    row[cells[i % cells.length].index] += step;
}
