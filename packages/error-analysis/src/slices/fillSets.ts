import { CHUNK_ROWS } from './CodeCounter';
import type { ErrorFlags } from './ErrorFlags';
import type { Range } from './rangesOf';
import type { SliceKernel } from './SliceKernel';
import type { SliceTable } from './SliceTable';

const CODES_BYTES = CHUNK_ROWS * 4;
/** Of a row without an error, and of one with. */
const PLACES_BYTES = 2 * 4;
/** For -1, and for what is no code. */
const MORE_SETS = 2;

/** Of the kernel's memory, while sets are filled. */
export function fillBytes(cardinalities: readonly number[]): number {
  return (
    CODES_BYTES +
    CHUNK_ROWS +
    PLACES_BYTES +
    4 *
      cardinalities.reduce((most, each) => Math.max(most, each + MORE_SETS), 0)
  );
}

/**
 * Sets the bit of each row in the set of each of its codes.
 *
 * @param features - whose codes are gone through
 * @param into.address - where the kernel has `fillBytes` to itself
 * @param into.setOf - the address of the set of a single, by its place among all values of all features
 * @param into.none - that of a set for codes that are not kept, whose bits mean nothing
 * @param into.others - the first bit of rows without an error
 */
export function fillSets(
  kernel: SliceKernel,
  { codes, cardinalities }: SliceTable,
  flags: ErrorFlags,
  features: Range,
  into: {
    readonly address: number;
    readonly setOf: ReadonlyMap<number, number>;
    readonly none: number;
    readonly others: number;
  },
): void {
  const { buffer } = kernel;
  const { address, setOf, none, others } = into;
  const flagsAt = address + CODES_BYTES;
  const placesAt = flagsAt + CHUNK_ROWS;
  const setsAt = placesAt + PLACES_BYTES;
  const someCodes = new Int32Array(buffer, address, CHUNK_ROWS);
  const someFlags = new Uint8Array(buffer, flagsAt, CHUNK_ROWS);
  const places = new Uint32Array(buffer, placesAt, 2);
  let single = 0;
  cardinalities.forEach((cardinality, feature) => {
    const own = Array.from({ length: cardinality }, (_, code) =>
      setOf.get(single + code),
    );
    single += cardinality;
    if (feature < features.from || feature >= features.to) return;
    if (own.every(set => set === undefined)) return;
    const sets = new Uint32Array(buffer, setsAt, cardinality + MORE_SETS);
    sets.fill(none);
    own.forEach((set, code) => {
      if (set !== undefined) sets[code + 1] = set;
    });
    places[0] = others;
    places[1] = 0;
    const column = codes[feature];
    for (let row = 0; row < column.length; row += CHUNK_ROWS) {
      const some = column.subarray(row, row + CHUNK_ROWS);
      someCodes.set(some);
      someFlags.set(flags.of.subarray(row, row + CHUNK_ROWS));
      kernel.setBits(
        address,
        address + some.length * 4,
        flagsAt,
        placesAt,
        setsAt,
        cardinality + MORE_SETS - 1,
      );
    }
  });
}
