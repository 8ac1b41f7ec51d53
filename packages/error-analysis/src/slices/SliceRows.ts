import { measureSingles } from './measureSingles';
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
    const { codes, cardinalities, errors } = this.#table;
    const setBytes = this.#errorBytes + this.#restBytes;
    const valueBytes =
      this.#errorKind === 'real' ? this.#errorBytes * 64 + SUMS_BYTES : 0;
    const kernel = createSliceKernel(
      setBytes * (singles.length + 1) + valueBytes,
    );
    this.#kernel = kernel;
    this.#scratch = setBytes * singles.length;
    const words = new Uint32Array(kernel.buffer);
    const places = this.#places();
    const setOf = new Map(Array.from(singles, (single, set) => [single, set]));
    let first = 0;
    cardinalities.forEach((cardinality, feature) => {
      // A memory of at most 4 GB has fewer than 2^31 words.
      const firstWord = Int32Array.from({ length: cardinality }, (_, code) => {
        const set = setOf.get(first + code);
        return set === undefined ? -1 : (set * setBytes) / 4;
      });
      first += cardinality;
      if (firstWord.every(word => word < 0)) return;
      const column = codes[feature];
      for (let row = 0; row < column.length; row++) {
        const code = column[row];
        const word = code < 0 ? -1 : firstWord[code];
        if (word < 0) continue;
        const place = places[row];
        words[word + (place >>> 5)] |= 1 << (place & 31);
      }
    });
    if (this.#errorKind === 'zero-one') return;
    const values = new Float64Array(
      kernel.buffer,
      this.#valuesAddress,
      this.#erring.length,
    );
    this.#erring.forEach((row, i) => (values[i] = errors[row]));
  }

  get #valuesAddress(): number {
    return this.#scratch + this.#errorBytes + this.#restBytes;
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
    const setBytes = this.#errorBytes + this.#restBytes;
    const plan = planConjunctions(width, members);
    const chunkBytes = chunkFor(plan.near);
    const [start, end] = {
      erring: [0, this.#errorBytes],
      others: [this.#errorBytes, setBytes],
      all: [0, setBytes],
    }[part];
    for (let at = start; at < this.#errorBytes; at += chunkBytes) {
      const bytes = Math.min(chunkBytes, this.#errorBytes - at);
      this.#addErrors(plan, found, at, bytes);
    }
    for (let at = Math.max(start, this.#errorBytes); at < end; at += chunkBytes)
      this.#addSizes(plan, found, at, Math.min(chunkBytes, setBytes - at));
    return found;
  }

  #addErrors(
    plan: ConjunctionPlan,
    found: SliceMeasures,
    at: number,
    bytes: number,
  ): void {
    if (this.#errorKind === 'zero-one') {
      this.#addSizes(plan, found, at, bytes);
      found.sumError.set(found.size);
      found.sumSquares.set(found.size);
      found.size.forEach((size, i) => (found.maxError[i] = size > 0 ? 1 : 0));
      return;
    }
    const kernel = this.#kernel!;
    const setBytes = this.#errorBytes + this.#restBytes;
    // A bit is a value of eight bytes.
    const values = this.#valuesAddress + at * 64;
    const out = this.#valuesAddress + this.#errorBytes * 64;
    const sums = new Float64Array(kernel.buffer, out, 3);
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

  #addSizes(
    plan: ConjunctionPlan,
    { size }: SliceMeasures,
    at: number,
    bytes: number,
  ): void {
    const { countShared } = this.#kernel!;
    const setBytes = this.#errorBytes + this.#restBytes;
    for (const i of plan.order)
      size[i] += countShared(
        this.#prefixOf(plan, i, at, bytes),
        plan.last[i] * setBytes + at,
        bytes,
      );
  }

  /** The address of a chunk of what all members but the last have in common. */
  #prefixOf(
    { width, members, startsPrefix }: ConjunctionPlan,
    i: number,
    at: number,
    bytes: number,
  ): number {
    const setBytes = this.#errorBytes + this.#restBytes;
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
