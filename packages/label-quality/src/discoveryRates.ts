/** q values (Benjamini and Hochberg 1995), in the order of the p values. */
export function discoveryRates(pValues: readonly number[]): number[] {
  return pValues.map(p =>
    pValues
      .filter(other => other >= p)
      .reduce(
        (least, other) =>
          Math.min(
            least,
            (other * pValues.length) /
              pValues.filter(each => each <= other).length,
          ),
        1,
      ),
  );
}
