import type { ErrorFlags } from './ErrorFlags';
import { fillSets } from './fillSets';
import { PairCounter } from './PairCounter';
import {
  chunkFor,
  ConjunctionPlan,
  planConjunctions,
} from './planConjunctions';
import type { Range } from './rangesOf';
import { createSliceKernel, SliceKernel } from './SliceKernel';
import type { SliceLayout } from './SliceLayout';
import { emptyMeasures, SliceMeasures } from './SliceStep';
import type { SliceTable } from './SliceTable';

/**
 * The rows of kept singles as packed bits in a memory that workers share: each
 * writes some of them, and then all count what conjunctions have in common.
 */
export class SliceSets {
  readonly #kernel: SliceKernel;
  readonly #pairs: PairCounter;
  readonly #own: ReturnType<SliceLayout['ownOf']>;

  constructor(
    private readonly table: SliceTable,
    private readonly flags: ErrorFlags,
    private readonly singles: Int32Array,
    private readonly layout: SliceLayout,
    memory: WebAssembly.Memory,
    worker: number,
  ) {
    this.#kernel = createSliceKernel(memory);
    this.#own = layout.ownOf(worker);
    this.#pairs = new PairCounter(
      this.#kernel,
      this.#own.pairs,
      layout.setBytes,
    );
  }

  /** Writes the bits of the kept values of some features. */
  fill(features: Range): void {
    const { setBytes, errorBytes } = this.layout;
    fillSets(this.#kernel, this.table, this.flags, features, {
      address: this.#own.fill,
      setOf: new Map(
        Array.from(this.singles, (single, set) => [single, set * setBytes]),
      ),
      none: this.#own.set,
      others: errorBytes * 8,
    });
  }

  /** Writes the errors, where they are real. */
  writeErrors(): void {
    const { errors } = this.table;
    const { buffer } = this.#kernel;
    const { valuesAt } = this.layout;
    const values = new Float64Array(buffer, valuesAt, this.flags.erring);
    let next = 0;
    for (let row = 0; row < errors.length; row++)
      if (this.flags.of[row] === 1) values[next++] = errors[row];
  }

  /** Rows and errors of conjunctions, of the rows with an error alone. */
  erring(width: number, members: Int32Array): SliceMeasures {
    const { errorBytes } = this.layout;
    const found = emptyMeasures(members.length / width, this.flags.kind);
    const plan = planConjunctions(width, members);
    if (this.flags.kind === 'real') this.#addErrors(plan, found);
    else {
      this.#addSizes(plan, found.size, [0, errorBytes]);
      sumOnes(found);
    }
    return found;
  }

  /** Adds to the size of each conjunction its rows without an error. */
  addOthers(width: number, members: Int32Array, size: Float64Array): void {
    const { errorBytes, setBytes } = this.layout;
    this.#addSizes(planConjunctions(width, members), size, [
      errorBytes,
      setBytes,
    ]);
  }

  /** Chunk by chunk of the rows, so that the bits of all members stay in the cache. */
  #addErrors(plan: ConjunctionPlan, found: SliceMeasures): void {
    const kernel = this.#kernel;
    const { setBytes, errorBytes, valuesAt } = this.layout;
    const chunkBytes = chunkFor(plan.near);
    const out = this.#own.sums;
    const sums = new Float64Array(kernel.buffer, out, 3);
    for (let at = 0; at < errorBytes; at += chunkBytes) {
      const bytes = Math.min(chunkBytes, errorBytes - at);
      // A bit is a value of eight bytes.
      const values = valuesAt + at * 64;
      for (const i of plan.order) {
        const prefix = this.#prefixOf(plan, i, at, bytes);
        const last = plan.last[i] * setBytes + at;
        found.size[i] += kernel.countShared(prefix, last, bytes);
        kernel.sumShared(prefix, last, bytes, values, out);
        found.sumError[i] += sums[0];
        found.sumSquares[i] += sums[1];
        if (sums[2] > found.maxError[i]) found.maxError[i] = sums[2];
      }
    }
  }

  #addSizes(
    plan: ConjunctionPlan,
    size: Float64Array,
    [from, to]: readonly [from: number, to: number],
  ): void {
    const chunkBytes = chunkFor(plan.near);
    if (plan.width === 2) {
      this.#pairs.add(plan, size, [from, to], chunkBytes);
      return;
    }
    const { countShared } = this.#kernel;
    const { setBytes } = this.layout;
    const { order, last } = plan;
    for (let at = from; at < to; at += chunkBytes) {
      const bytes = Math.min(chunkBytes, to - at);
      for (let next = 0; next < order.length; next++) {
        const i = order[next];
        size[i] += countShared(
          this.#prefixOf(plan, i, at, bytes),
          last[i] * setBytes + at,
          bytes,
        );
      }
    }
  }

  /** The address of a chunk of what all members but the last have in common. */
  #prefixOf(
    { width, members, startsPrefix }: ConjunctionPlan,
    i: number,
    at: number,
    bytes: number,
  ): number {
    const { setBytes } = this.layout;
    const first = members[i * width] * setBytes + at;
    if (width === 2) return first;
    const prefix = this.#own.set;
    if (startsPrefix[i] === 1) {
      for (let p = 1; p < width - 1; p++)
        this.#kernel.intersect(
          p === 1 ? first : prefix,
          members[i * width + p] * setBytes + at,
          prefix,
          bytes,
        );
    }
    return prefix;
  }
}

/** Of errors that are 1 the sums are their number: the rows with an error. */
function sumOnes({ size, sumError, sumSquares, maxError }: SliceMeasures) {
  sumError.set(size);
  sumSquares.set(size);
  for (let i = 0; i < size.length; i++) maxError[i] = size[i] > 0 ? 1 : 0;
}
