/**
 * p values adjusted so that those at most alpha hold together with a chance of
 * any error of alpha (Holm 1979); in the order of the tests.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort(
    (a, b) => pValues[a] - pValues[b],
  );
  const adjusted = new Float64Array(m);
  let most = 0;
  order.forEach((i, rank) => {
    most = Math.max(most, Math.min(1, (m - rank) * pValues[i]));
    adjusted[i] = most;
  });
  return adjusted;
}
