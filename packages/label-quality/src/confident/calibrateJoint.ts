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

const CHUNK = 8192;

/** Adds as numpy does over a transposed array, so that ties in rounding fall alike. */
function columnMajorSum(matrix: Float64Array, k: number): number {
  const flat = new Float64Array(matrix.length);
  for (let y = 0; y < k; y++)
    for (let s = 0; s < k; s++) flat[y * k + s] = matrix[s * k + y];
  let total = 0;
  for (let start = 0; start < flat.length; start += CHUNK) {
    total += pairwiseSum(flat, start, Math.min(CHUNK, flat.length - start));
  }
  return total;
}

/** numpy's pairwise summation: blocks of 128 with eight accumulators. */
function pairwiseSum(
  values: Float64Array,
  start: number,
  length: number,
): number {
  if (length < 8) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[start + i];
    return sum;
  }
  if (length <= 128) {
    const r = Array.from(values.subarray(start, start + 8));
    let i = 8;
    for (; i < length - (length % 8); i += 8) {
      for (let j = 0; j < 8; j++) r[j] += values[start + i + j];
    }
    let sum = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
    for (; i < length; i++) sum += values[start + i];
    return sum;
  }
  let half = Math.floor(length / 2);
  half -= half % 8;
  return (
    pairwiseSum(values, start, half) +
    pairwiseSum(values, start + half, length - half)
  );
}

/** Rounds down, then adds what is missing to the largest fractions; of ties the last one first. */
function roundKeepingSum(row: Float64Array): void {
  const sum = roundHalfToEven(pairwiseSum(row, 0, row.length));
  const fractions = Array.from(row, (value, index) => ({
    index,
    part: value - Math.trunc(value),
  }));
  let missing = sum;
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.trunc(row[i]);
    missing -= row[i];
  }
  fractions.sort((a, b) => b.part - a.part || b.index - a.index);
  const step = Math.sign(missing);
  for (let i = 0; i < Math.abs(missing); i++)
    row[fractions[i % row.length].index] += step;
}

export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0
    ? rounded - 1
    : rounded;
}
