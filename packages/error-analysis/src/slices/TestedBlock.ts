import type { SliceMeasures } from './SliceStep';
import { kindOfTest, type Moments, testSlice } from './sliceTest';

/** Slices that were looked at together; can be sent between threads as they are. */
export type TestedBlock = {
  /** Those that have no more error than the whole, or were ruled out uncounted. */
  readonly unremarkable: number;
  /** Of others whose errors are 0 or 1, size and sum of errors as one number (`fromNumber`): of many that are alike the test is made once. */
  readonly alike: Float64Array;
  /** Of others whose errors are real. */
  readonly pValues: Float64Array;
};

/** Gathers a block of at most so many slices. */
export class TestedBlockBuilder {
  #unremarkable = 0;
  readonly #values: Float64Array;
  #count = 0;
  readonly #kind: ReturnType<typeof kindOfTest>;

  constructor(
    private readonly whole: Moments,
    errors: SliceMeasures['errors'],
    most: number,
  ) {
    this.#kind = kindOfTest(errors);
    this.#values = new Float64Array(most);
  }

  add(size: number, sumError: number, sumSquares: number): void {
    const { whole } = this;
    if (sumError <= (whole.sumError / whole.size) * size) this.#unremarkable++;
    else
      this.#values[this.#count++] =
        this.#kind === 'welch'
          ? testSlice('welch', { size, sumError, sumSquares }, whole)
          : size * (whole.sumError + 1) + sumError;
  }

  addUncounted(slices: number): void {
    this.#unremarkable += slices;
  }

  block(): TestedBlock {
    const values = this.#values.slice(0, this.#count);
    const none = new Float64Array(0);
    return this.#kind === 'welch'
      ? { unremarkable: this.#unremarkable, alike: none, pValues: values }
      : { unremarkable: this.#unremarkable, alike: values, pValues: none };
  }
}

/** Size and errors that are 0 or 1, as they stand in `alike`. */
export function fromNumber(number: number, whole: Moments): Moments {
  const base = whole.sumError + 1;
  const size = Math.floor(number / base);
  const sumError = number - size * base;
  return { size, sumError, sumSquares: sumError };
}
