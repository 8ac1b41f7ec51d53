type Typed =
  | Float64Array
  | Float32Array
  | Uint32Array
  | Int32Array
  | Uint8Array;

const FIRST_CAPACITY = 1_024;

/** A typed array that grows by doubling, so that adding n values takes O(n). */
export class GrowingArray<A extends Typed> {
  #values: A;
  #length = 0;

  constructor(private readonly make: (length: number) => A) {
    this.#values = make(FIRST_CAPACITY);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    this.#reserve(1);
    this.#values[this.#length++] = value;
  }

  append(values: ArrayLike<number>): void {
    this.#reserve(values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  /** The values so far; not a copy. */
  get values(): A {
    return this.#values.subarray(0, this.#length) as A;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#values.length) return;
    const grown = this.make(Math.max(needed, 2 * this.#values.length));
    grown.set(this.values);
    this.#values = grown;
  }
}

export const floats = () => new GrowingArray(n => new Float64Array(n));
export const integers = () => new GrowingArray(n => new Int32Array(n));
export const bytes = () => new GrowingArray(n => new Uint8Array(n));
