/**
 * False discovery rates of many tests, however they depend on one another
 * (Benjamini and Yekutieli 2001, theorem 1.3): Benjamini and Hochberg's (1995)
 * times 1 + 1/2 + … + 1/m. Slices overlap, so that nothing less is granted.
 */
export class FalseDiscovery {
  readonly #added: { readonly pValue: number; readonly count: number }[] = [];
  #steps:
    | { readonly pValues: number[]; readonly qValues: number[] }
    | undefined;

  /** Adds as many tests with this p value. */
  add(pValue: number, count: number): void {
    if (count > 0) this.#added.push({ pValue, count });
    this.#steps = undefined;
  }

  get tests(): number {
    return this.#added.reduce((sum, { count }) => sum + count, 0);
  }

  /** The rate at which a test of the family with this p value would just be called. */
  qValue(pValue: number): number {
    this.#steps ??= this.#stepUp();
    const { pValues, qValues } = this.#steps;
    let low = 0;
    let high = pValues.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pValues[middle] < pValue) low = middle + 1;
      else high = middle;
    }
    return qValues[low] ?? 1;
  }

  #stepUp(): { pValues: number[]; qValues: number[] } {
    const sorted = [...this.#added].sort((a, b) => a.pValue - b.pValue);
    const m = this.tests;
    let harmonic = 0;
    for (let i = m; i >= 1; i--) harmonic += 1 / i;
    const qValues = new Array<number>(sorted.length);
    let least = 1;
    let rank = m;
    for (let i = sorted.length - 1; i >= 0; i--) {
      least = Math.min(least, (sorted[i].pValue * m * harmonic) / rank);
      qValues[i] = least;
      rank -= sorted[i].count;
    }
    return { pValues: sorted.map(({ pValue }) => pValue), qValues };
  }
}
