/** The correlation of two columns, rows counted with weights (Pearson 1895). NaN where one does not vary. */
export function correlation(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let n = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.length; i++) {
    n += weights[i];
    sumA += weights[i] * a[i];
    sumB += weights[i] * b[i];
  }
  let squaresA = 0;
  let squaresB = 0;
  let products = 0;
  for (let i = 0; i < a.length; i++) {
    const fromA = a[i] - sumA / n;
    const fromB = b[i] - sumB / n;
    squaresA += weights[i] * fromA * fromA;
    squaresB += weights[i] * fromB * fromB;
    products += weights[i] * fromA * fromB;
  }
  return products / Math.sqrt(squaresA * squaresB);
}
