/**
 * q values: the false discovery rate at which each test would just be called
 * (Benjamini and Hochberg 1995), over all tests that were made.
 */
export function falseDiscoveryRate(pValues: Float64Array): Float64Array {
  const m = pValues.length;
  const order = Array.from(pValues, (_, i) => i).sort(
    (a, b) => pValues[a] - pValues[b],
  );
  const q = new Float64Array(m);
  let least = 1;
  for (let rank = m; rank >= 1; rank--) {
    const i = order[rank - 1];
    least = Math.min(least, (pValues[i] * m) / rank);
    q[i] = least;
  }
  return q;
}
