import { fillBytes, fillSets } from './fillSets';
import { measureSingles } from './measureSingles';
import { PairCounter } from './PairCounter';
import {
  chunkFor,
  ConjunctionPlan,
  planConjunctions,
} from './planConjunctions';
import {
  createSliceKernel,
  KERNEL_STEP_BYTES,
  SliceKernel,
} from './SliceKernel';
import {
  emptyMeasures,
  Conjunctions,
  SliceMeasures,
  SliceTask,
} from './SliceTask';

/** The rows of one shard. */
export type SliceTable = {
  /** One array of n codes a feature; -1 is in no slice. */
  readonly codes: readonly Int32Array[];
  /** Number of codes of each feature. */
  readonly cardinalities: readonly number[];
  /** n errors, each at least 0. */
  readonly errors: Float64Array;
};

const STEP_BITS = KERNEL_STEP_BYTES * 8;
/** Sum, sum of squares and maximum. */
const SUMS_BYTES = 3 * 8;

/**
 * Measures slices over the rows of one shard. Rows with an error stand first, so
 * that the errors of a slice are counted, or summed, in the words before the rest.
 */
export class SliceRows {
  readonly #table: SliceTable;
  readonly #errorKind: SliceMeasures['errors'];
  readonly #erring: Int32Array;
  /** Bytes of the bits of rows with an error, and of the others. */
  readonly #errorBytes: number;
  readonly #restBytes: number;
  #kernel: SliceKernel | undefined;
  #pairs: PairCounter | undefined;
  /** Where a chunk of what members share goes. */
  #scratch = 0;

  /** @throws RangeError for arrays that do not fit together, or errors below 0 */
  constructor(table: SliceTable) {
    checkTable(table);
    this.#table = table;
    const { errors } = table;
    let kind: SliceMeasures['errors'] = 'zero-one';
    let count = 0;
    for (let i = 0; i < errors.length; i++) {
      if (errors[i] === 0) continue;
      count++;
      if (errors[i] !== 1) kind = 'real';
    }
    this.#errorKind = kind;
    this.#erring = new Int32Array(count);
    for (let i = errors.length - 1; i >= 0; i--)
      if (errors[i] > 0) this.#erring[--count] = i;
    this.#errorBytes = bytesFor(this.#erring.length);
    this.#restBytes = bytesFor(errors.length - this.#erring.length);
  }

  /** @throws RangeError for a code beyond its feature's cardinality, or more bits than can be held */
  measure(task: SliceTask): SliceMeasures {
    switch (task.kind) {
      case 'singles':
        return measureSingles(this.#table, this.#erring, this.#errorKind);
      case 'keep':
        this.#keep(task.singles);
        return emptyMeasures(0, this.#errorKind);
      default:
        return this.#conjunctions(task);
    }
  }

  #keep(singles: Int32Array): void {
    const { cardinalities, errors } = this.#table;
    const setBytes = this.#setBytes;
    const valueBytes =
      this.#errorKind === 'real' ? this.#errorBytes * 64 + SUMS_BYTES : 0;
    const ownBytes = setBytes * (singles.length + 1) + valueBytes;
    const fillAt = ownBytes + PairCounter.BYTES;
    const kernel = createSliceKernel(fillAt + fillBytes(cardinalities));
    this.#kernel = kernel;
    this.#pairs = new PairCounter(kernel, ownBytes, setBytes);
    this.#scratch = setBytes * singles.length;
    const setOf = new Map(
      Array.from(singles, (single, set) => [single, set * setBytes]),
    );
    fillSets(
      kernel,
      this.#table,
      { address: fillAt, setOf, none: this.#scratch },
      this.#places(),
    );
    if (this.#errorKind === 'zero-one') return;
    const values = new Float64Array(
      kernel.buffer,
      this.#valuesAddress,
      this.#erring.length,
    );
    this.#erring.forEach((row, i) => (values[i] = errors[row]));
  }

  get #valuesAddress(): number {
    return this.#scratch + this.#setBytes;
  }

  /** Which bit each row is. */
  #places(): Int32Array {
    const { errors } = this.#table;
    const places = new Int32Array(errors.length);
    let erring = 0;
    let other = this.#errorBytes * 8;
    for (let row = 0; row < errors.length; row++)
      places[row] = errors[row] > 0 ? erring++ : other++;
    return places;
  }

  /** Chunk by chunk of the rows, so that the bits of all members stay in the cache. */
  #conjunctions({ part, width, members }: Conjunctions): SliceMeasures {
    if (!this.#kernel) {
      throw new RangeError(
        'Conjunctions were asked before a task that says which singles to keep.',
      );
    }
    const found = emptyMeasures(members.length / width, this.#errorKind);
    const plan = planConjunctions(width, members);
    const errorBytes = this.#errorBytes;
    if (part !== 'others') {
      if (this.#errorKind === 'real') this.#addErrors(plan, found);
      else {
        this.#addSizes(plan, found.size, [0, errorBytes]);
        sumOnes(found);
      }
    }
    if (part !== 'erring')
      this.#addSizes(plan, found.size, [errorBytes, this.#setBytes]);
    return found;
  }

  #addErrors(plan: ConjunctionPlan, found: SliceMeasures): void {
    const kernel = this.#kernel!;
    const setBytes = this.#setBytes;
    const chunkBytes = chunkFor(plan.near);
    const out = this.#valuesAddress + this.#errorBytes * 64;
    const sums = new Float64Array(kernel.buffer, out, 3);
    for (let at = 0; at < this.#errorBytes; at += chunkBytes) {
      const bytes = Math.min(chunkBytes, this.#errorBytes - at);
      // A bit is a value of eight bytes.
      const values = this.#valuesAddress + at * 64;
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
      this.#pairs!.add(plan, size, [from, to], chunkBytes);
      return;
    }
    const { countShared } = this.#kernel!;
    const setBytes = this.#setBytes;
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

  /** Of one set of rows. */
  get #setBytes(): number {
    return this.#errorBytes + this.#restBytes;
  }

  /** The address of a chunk of what all members but the last have in common. */
  #prefixOf(
    { width, members, startsPrefix }: ConjunctionPlan,
    i: number,
    at: number,
    bytes: number,
  ): number {
    const setBytes = this.#setBytes;
    const first = members[i * width] * setBytes + at;
    if (width === 2) return first;
    if (startsPrefix[i] === 1) {
      for (let p = 1; p < width - 1; p++)
        this.#kernel!.intersect(
          p === 1 ? first : this.#scratch,
          members[i * width + p] * setBytes + at,
          this.#scratch,
          bytes,
        );
    }
    return this.#scratch;
  }
}

/** Of errors that are 1 the sums are their number: the rows with an error, counted so far. */
function sumOnes({ size, sumError, sumSquares, maxError }: SliceMeasures) {
  sumError.set(size);
  sumSquares.set(size);
  for (let i = 0; i < size.length; i++) maxError[i] = size[i] > 0 ? 1 : 0;
}

function bytesFor(bits: number): number {
  return Math.ceil(bits / STEP_BITS) * KERNEL_STEP_BYTES;
}

function checkTable({ codes, cardinalities, errors }: SliceTable): void {
  if (codes.length !== cardinalities.length) {
    throw new RangeError(
      `There are ${codes.length} features and ${cardinalities.length} cardinalities.`,
    );
  }
  codes.forEach((column, f) => {
    if (column.length !== errors.length) {
      throw new RangeError(
        `Feature ${f} has ${column.length} rows; there are ${errors.length} errors.`,
      );
    }
  });
  for (let i = 0; i < errors.length; i++) {
    if (!(errors[i] >= 0) || errors[i] === Infinity) {
      throw new RangeError(
        `Row ${i} has error ${errors[i]}; errors are numbers from 0 up.`,
      );
    }
  }
}
