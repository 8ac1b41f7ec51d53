/** 2^k cells are evaluated: more factors than this would be a grid of thousands. */
export const FACTORS_LIMIT = 10;

/**
 * What each of k factors adds to a difference, averaged over all orders in which
 * they can change (Shapley 1953, "A value for n-person games", eq. 13):
 * share_i = sum over S without i of |S|! (k - |S| - 1)! / k! (v(S + i) - v(S)).
 * The shares add up to v(all) - v(none).
 *
 * @param values - 2^k: by set of the factors that are new, factor i being bit i
 * @returns k shares, in the unit of the values
 * @throws RangeError where there are not 2^k values of at most 10 factors
 */
export function shapleyShares(values: Float64Array): Float64Array {
  const factors = Math.log2(values.length);
  if (!Number.isInteger(factors) || factors > FACTORS_LIMIT)
    throw new RangeError(
      `${values.length} values are no grid: 2 to the number of factors (at most ${FACTORS_LIMIT}) are expected.`,
    );
  const weights = orderWeights(factors);
  return Float64Array.from({ length: factors }, (_, factor) => {
    const bit = 1 << factor;
    let share = 0;
    for (let set = 0; set < values.length; set++)
      if ((set & bit) === 0)
        share += weights[countBits(set)] * (values[set | bit] - values[set]);
    return share;
  });
}

/** By size of the set before it: how many of all orders put a factor right after just that set. */
function orderWeights(factors: number): number[] {
  const weights = [1 / factors];
  for (let size = 1; size < factors; size++)
    weights.push((weights[size - 1] * size) / (factors - size));
  return weights;
}

function countBits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
