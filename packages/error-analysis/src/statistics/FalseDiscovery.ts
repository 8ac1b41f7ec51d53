/**
 * False discovery rates of many tests, however they depend on one another
 * (Benjamini and Yekutieli 2001, theorem 1.3): Benjamini and Hochberg's (1995)
 * times 1 + 1/2 + … + 1/m. Slices overlap, so that nothing less is granted.
 */
export class FalseDiscovery {
  readonly #pValues: number[] = [];
  readonly #counts: number[] = [];
  #tests = 0;

  /** Adds as many tests with this p value. */
  add(pValue: number, count: number): void {
    if (count === 0) return;
    this.#pValues.push(pValue);
    this.#counts.push(count);
    this.#tests += count;
  }

  get tests(): number {
    return this.#tests;
  }

  /**
   * The rate at which a test of the family with this p value would just be called.
   * Few are ever asked for, and for each only the tests count whose p value is
   * near: sorting all would take longer.
   */
  qValue(pValue: number): number {
    const dependence = harmonic(this.#tests);
    const rate = (p: number, rank: number) =>
      (p * this.#tests * dependence) / rank;
    const { own, tests } = this.#standing(pValue);
    let rank = tests;
    let least = Math.min(1, rate(own, rank));
    for (const i of this.#between(own, least / dependence)) {
      rank += this.#counts[i];
      least = Math.min(least, rate(this.#pValues[i], rank));
    }
    return least;
  }

  /** The p value in the family from this one on, and how many tests have none above it; Infinity where there is none. */
  #standing(pValue: number): { own: number; tests: number } {
    let own = Infinity;
    for (const p of this.#pValues) if (p >= pValue && p < own) own = p;
    let tests = 0;
    for (let i = 0; i < this.#pValues.length; i++)
      if (this.#pValues[i] <= own) tests += this.#counts[i];
    return { own, tests };
  }

  /** Places of the p values above one and below another, in their order: from there on no rank makes a rate lower. */
  #between(low: number, high: number): readonly number[] {
    const pValues = this.#pValues;
    const places: number[] = [];
    for (let i = 0; i < pValues.length; i++)
      if (pValues[i] > low && pValues[i] < high) places.push(i);
    return places.sort((a, b) => pValues[a] - pValues[b]);
  }
}

const EULER = 0.5772156649015329;
/** From here on the series is exact to the last digits. */
const SERIES_FROM = 256;

/** 1 + 1/2 + … + 1/m (Abramowitz and Stegun 1964, 6.3.18). */
function harmonic(m: number): number {
  if (m >= SERIES_FROM) {
    const square = m * m;
    return (
      Math.log(m) +
      EULER +
      1 / (2 * m) -
      (1 / 12 - (1 / 120 - 1 / 252 / square) / square) / square
    );
  }
  let sum = 0;
  for (let i = m; i >= 1; i--) sum += 1 / i;
  return sum;
}
