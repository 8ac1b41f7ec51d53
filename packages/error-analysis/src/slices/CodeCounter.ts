import {
  createSliceKernel,
  createSliceMemory,
  type SliceKernel,
} from './SliceKernel';

/** Rows that are copied into the kernel at a time: they stay in the cache. Even, since it counts two at once. */
export const CHUNK_ROWS = 16_384;
const CODES_BYTES = CHUNK_ROWS * 4;
/** Two counts of four bytes: rows without an error, and with one. */
const SLOT_BYTES = 8;
/** For -1, and for what is no code. */
const MORE_SLOTS = 2;

/** Kept for the next search: it holds nothing between two calls, and takes longer to make than a small table to count. */
let lastKernel: SliceKernel | undefined;

function kernelOf(bytes: number): SliceKernel {
  if (!lastKernel || lastKernel.buffer.byteLength < bytes)
    lastKernel = createSliceKernel(createSliceMemory(bytes));
  return lastKernel;
}

/** Counts the codes of a column, rows without and with an error apart. */
export class CodeCounter {
  readonly #kernel: SliceKernel;
  readonly #codes: Int32Array;
  readonly #flags: Uint8Array;

  /**
   * @param isErring - 1 of each row with an error, 0 of the others
   * @param mostCodes - that a column has
   */
  constructor(private readonly isErring: Uint8Array, mostCodes: number) {
    this.#kernel = kernelOf(
      CODES_BYTES + CHUNK_ROWS + 2 * (mostCodes + MORE_SLOTS) * SLOT_BYTES,
    );
    const { buffer } = this.#kernel;
    this.#codes = new Int32Array(buffer, 0, CHUNK_ROWS);
    this.#flags = new Uint8Array(buffer, CODES_BYTES, CHUNK_ROWS);
  }

  /**
   * @param feature - named where a code is none
   * @returns of each code, rows without and rows with an error
   * @throws RangeError naming feature, row and code where a code is beyond the cardinality
   */
  count(
    column: Int32Array,
    cardinality: number,
    feature: number,
  ): readonly (readonly [without: number, withError: number])[] {
    const slots = cardinality + MORE_SLOTS;
    const address = CODES_BYTES + CHUNK_ROWS;
    const others = address + slots * SLOT_BYTES;
    // Of even and of odd rows.
    const counts = new Uint32Array(this.#kernel.buffer, address, 4 * slots);
    counts.fill(0);
    for (let row = 0; row < column.length; row += CHUNK_ROWS) {
      const some = column.subarray(row, row + CHUNK_ROWS);
      this.#codes.set(some);
      // One more, where they are odd, that is counted nowhere.
      this.#codes.fill(-1, some.length);
      this.#flags.set(this.isErring.subarray(row, row + CHUNK_ROWS));
      this.#kernel.countCodes(
        0,
        (some.length + (some.length % 2)) * 4,
        CODES_BYTES,
        address,
        others,
        slots - 1,
      );
    }
    const at = (slot: number, isErring: 0 | 1) =>
      counts[2 * slot + isErring] + counts[2 * (slots + slot) + isErring];
    if (at(slots - 1, 0) + at(slots - 1, 1) > 0)
      throw wrongCode(column, cardinality, feature);
    return Array.from(
      { length: cardinality },
      (_, code) => [at(code + 1, 0), at(code + 1, 1)] as const,
    );
  }
}

function wrongCode(column: Int32Array, cardinality: number, feature: number) {
  const row = column.findIndex(code => code < -1 || code >= cardinality);
  return new RangeError(
    `Feature ${feature}, row ${row}: code ${column[row]} of ${cardinality}.`,
  );
}
