/**
 * The x of A x = b by Gaussian elimination with partial pivoting.
 *
 * @param matrix - k x k, row-major
 * @throws RangeError where the matrix is singular
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const k = right.length;
  const a = matrix.slice();
  const x = right.slice();
  for (let column = 0; column < k; column++) {
    let pivot = column;
    for (let row = column + 1; row < k; row++)
      if (Math.abs(a[row * k + column]) > Math.abs(a[pivot * k + column]))
        pivot = row;
    if (a[pivot * k + column] === 0) {
      throw new RangeError(
        `The matrix has no inverse: column ${column} depends on those before it.`,
      );
    }
    swapRows(a, x, pivot, column);
    for (let row = column + 1; row < k; row++) {
      const factor = a[row * k + column] / a[column * k + column];
      if (factor === 0) continue;
      for (let j = column; j < k; j++)
        a[row * k + j] -= factor * a[column * k + j];
      x[row] -= factor * x[column];
    }
  }
  for (let row = k - 1; row >= 0; row--) {
    for (let j = row + 1; j < k; j++) x[row] -= a[row * k + j] * x[j];
    x[row] /= a[row * k + row];
  }
  return x;
}

function swapRows(
  a: Float64Array,
  x: Float64Array,
  first: number,
  second: number,
): void {
  if (first === second) return;
  const k = x.length;
  for (let j = 0; j < k; j++) {
    const kept = a[first * k + j];
    a[first * k + j] = a[second * k + j];
    a[second * k + j] = kept;
  }
  [x[first], x[second]] = [x[second], x[first]];
}
