import { fillBytes } from './fillSets';
import type { ErrorFlags } from './ErrorFlags';
import { PairCounter } from './PairCounter';
import { KERNEL_STEP_BYTES } from './SliceKernel';

const STEP_BITS = KERNEL_STEP_BYTES * 8;
const VALUE_BYTES = 8;
/** Sum, sum of squares and maximum, up to a whole step. */
const SUMS_BYTES = KERNEL_STEP_BYTES;

/**
 * Where everything is in a memory that workers share, in bytes: the set of each
 * kept single, the errors where they are real, and then what each worker has to
 * itself. Rows with an error stand first in each set, so that the errors of a
 * slice are counted, or summed, in the words before the rest.
 */
export class SliceLayout {
  /** Of the bits of rows with an error, and of all rows. */
  readonly errorBytes: number;
  readonly setBytes: number;
  /** The errors that are not 0, in the order of their bits. */
  readonly valuesAt: number;
  readonly #ownAt: number;
  readonly #pairsAt: number;
  readonly #fillAt: number;
  readonly #ownBytes: number;

  /** @param sets - one for each kept single */
  constructor(
    flags: ErrorFlags,
    cardinalities: readonly number[],
    sets: number,
    private readonly workers: number,
  ) {
    this.errorBytes = bytesFor(flags.erring);
    this.setBytes = this.errorBytes + bytesFor(flags.of.length - flags.erring);
    this.valuesAt = this.setBytes * sets;
    const valueBytes =
      flags.kind === 'real' ? this.errorBytes * 8 * VALUE_BYTES : 0;
    this.#ownAt = this.valuesAt + valueBytes;
    this.#pairsAt = this.setBytes + SUMS_BYTES;
    this.#fillAt = this.#pairsAt + PairCounter.BYTES;
    this.#ownBytes = inSteps(this.#fillAt + fillBytes(cardinalities));
  }

  get bytes(): number {
    return this.#ownAt + this.workers * this.#ownBytes;
  }

  /** What a worker has to itself: a set, sums, and room for pairs and for codes. */
  ownOf(worker: number) {
    const set = this.#ownAt + worker * this.#ownBytes;
    return {
      set,
      sums: set + this.setBytes,
      pairs: set + this.#pairsAt,
      fill: set + this.#fillAt,
    };
  }
}

/** Of so many bits. */
function bytesFor(bits: number): number {
  return Math.ceil(bits / STEP_BITS) * KERNEL_STEP_BYTES;
}

function inSteps(bytes: number): number {
  return Math.ceil(bytes / KERNEL_STEP_BYTES) * KERNEL_STEP_BYTES;
}
