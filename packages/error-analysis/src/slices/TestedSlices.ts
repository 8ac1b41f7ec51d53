import { FalseDiscovery } from '../statistics/FalseDiscovery';
import { hypergeometricTail } from '../statistics/hypergeometricTail';
import { Tally } from '../statistics/Tally';
import { welchTail } from '../statistics/welchTail';

/** Rows, sum and sum of squares of the errors of a slice or of the whole. */
export type Moments = {
  readonly size: number;
  readonly sumError: number;
  readonly sumSquares: number;
};

/** Fisher's exact test (one-sided) where errors are 0 or 1, Welch's otherwise. */
export type SliceTestKind = 'fisher-exact' | 'welch';

/**
 * All slices that were looked at, each a test of whether it has more error than
 * the rest. One that has no more, or that its score bound ruled out uncounted,
 * stands in the family with p = 1, which can only make the others' q larger.
 */
export class TestedSlices {
  readonly kind: SliceTestKind;
  #unremarkable = 0;
  /** How many slices of the same size and errors, by both in one number. */
  readonly #alike = new Tally();
  readonly #pValues: number[] = [];

  constructor(private readonly whole: Moments, errors: 'zero-one' | 'real') {
    this.kind = errors === 'zero-one' ? 'fisher-exact' : 'welch';
  }

  add(size: number, sumError: number, sumSquares: number): void {
    if (sumError <= (this.whole.sumError / this.whole.size) * size) {
      this.#unremarkable++;
    } else if (this.kind === 'welch') {
      this.#pValues.push(this.pValue({ size, sumError, sumSquares }));
    } else {
      this.#alike.add(size * (this.whole.sumError + 1) + sumError);
    }
  }

  addUncounted(slices: number): void {
    this.#unremarkable += slices;
  }

  pValue(slice: Moments): number {
    return this.kind === 'welch'
      ? welchTail(slice, this.whole)
      : hypergeometricTail({
          rows: this.whole.size,
          errors: this.whole.sumError,
          size: slice.size,
          errorsInSlice: slice.sumError,
        });
  }

  /** Over all that were added; any slice may overlap any other. */
  falseDiscovery(): FalseDiscovery {
    const rates = new FalseDiscovery();
    rates.add(1, this.#unremarkable);
    for (const pValue of this.#pValues) rates.add(pValue, 1);
    const base = this.whole.sumError + 1;
    for (const [key, count] of this.#alike) {
      const size = Math.floor(key / base);
      const sumError = key - size * base;
      rates.add(this.pValue({ size, sumError, sumSquares: sumError }), count);
    }
    return rates;
  }
}
