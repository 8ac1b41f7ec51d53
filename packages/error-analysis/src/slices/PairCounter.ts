import type { ConjunctionPlan } from './planConjunctions';
import type { SliceKernel } from './SliceKernel';

/** Pairs that the kernel goes through in one call: their addresses stay in the cache beside the sets. */
const PAIRS_AT_ONCE = 8_192;
/** Two addresses and a count, of four bytes each. */
const ADDRESSES_BYTES = PAIRS_AT_ONCE * 8;
const COUNTS_BYTES = PAIRS_AT_ONCE * 4;

/** Counts the rows of many pairs of sets in one call of the kernel. */
export class PairCounter {
  /** Of the kernel's memory, beside the sets. */
  static readonly BYTES = ADDRESSES_BYTES + COUNTS_BYTES;
  readonly #addresses: Uint32Array;
  readonly #counts: Uint32Array;

  /** @param address - where it has `BYTES` to itself */
  constructor(
    private readonly kernel: SliceKernel,
    private readonly address: number,
    private readonly setBytes: number,
  ) {
    const { buffer } = kernel;
    this.#addresses = new Uint32Array(buffer, address, PAIRS_AT_ONCE * 2);
    this.#counts = new Uint32Array(
      buffer,
      address + ADDRESSES_BYTES,
      PAIRS_AT_ONCE,
    );
  }

  /**
   * Adds to the size of each pair its rows from one byte of the sets to another.
   *
   * @param chunkBytes - to go through at a time, so that the sets stay in the cache
   */
  add(
    plan: ConjunctionPlan,
    size: Float64Array,
    [from, to]: readonly [from: number, to: number],
    chunkBytes: number,
  ): void {
    const { order } = plan;
    for (let first = 0; first < order.length; first += PAIRS_AT_ONCE) {
      const some = order.subarray(first, first + PAIRS_AT_ONCE);
      this.#write(plan, some);
      for (let at = from; at < to; at += chunkBytes)
        this.kernel.countPairs(
          this.address,
          this.address + some.length * 8,
          at,
          Math.min(chunkBytes, to - at),
          this.address + ADDRESSES_BYTES,
        );
      for (let i = 0; i < some.length; i++) size[some[i]] += this.#counts[i];
    }
  }

  #write({ members }: ConjunctionPlan, order: Int32Array): void {
    const { setBytes } = this;
    const addresses = this.#addresses;
    for (let i = 0; i < order.length; i++) {
      addresses[2 * i] = members[2 * order[i]] * setBytes;
      addresses[2 * i + 1] = members[2 * order[i] + 1] * setBytes;
    }
    this.#counts.fill(0, 0, order.length);
  }
}
