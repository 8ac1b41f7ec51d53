/**
 * False discovery rates of many tests, however they depend on one another
 * (Benjamini and Yekutieli 2001, theorem 1.3): Benjamini and Hochberg's (1995)
 * times 1 + 1/2 + … + 1/m. Slices overlap, so that nothing less is granted.
 */
export class FalseDiscovery {
  readonly #pValues: number[] = [];
  readonly #counts: number[] = [];
  #tests = 0;
  #steps:
    | { readonly pValues: Float64Array; readonly qValues: Float64Array }
    | undefined;

  /** Adds as many tests with this p value. */
  add(pValue: number, count: number): void {
    if (count === 0) return;
    this.#pValues.push(pValue);
    this.#counts.push(count);
    this.#tests += count;
    this.#steps = undefined;
  }

  get tests(): number {
    return this.#tests;
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

  #stepUp() {
    const added = this.#pValues;
    const order = Uint32Array.from(added.keys()).sort(
      (a, b) => added[a] - added[b],
    );
    const m = this.tests;
    const dependence = harmonic(m);
    const pValues = new Float64Array(order.length);
    const qValues = new Float64Array(order.length);
    let least = 1;
    let rank = m;
    for (let i = order.length - 1; i >= 0; i--) {
      const pValue = added[order[i]];
      least = Math.min(least, (pValue * m * dependence) / rank);
      pValues[i] = pValue;
      qValues[i] = least;
      rank -= this.#counts[order[i]];
    }
    return { pValues, qValues };
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
