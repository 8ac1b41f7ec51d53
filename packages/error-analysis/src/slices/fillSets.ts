import { CHUNK_ROWS } from './CodeCounter';
import type { SliceKernel } from './SliceKernel';
import type { SliceTable } from './SliceRows';

const CODES_BYTES = CHUNK_ROWS * 4;
const PLACES_BYTES = CHUNK_ROWS * 4;
/** For -1, and for what is no code. */
const MORE_SETS = 2;

/** Of the kernel's memory, while sets are filled. */
export function fillBytes(cardinalities: readonly number[]): number {
  return (
    CODES_BYTES +
    PLACES_BYTES +
    4 *
      cardinalities.reduce((most, each) => Math.max(most, each + MORE_SETS), 0)
  );
}

/**
 * Sets the bit of each row in the set of each of its codes.
 *
 * @param into.address - where the kernel has `fillBytes` to itself
 * @param into.setOf - the address of the set of a single, by its place among all values of all features
 * @param into.none - that of a set for codes that are not kept, whose bits mean nothing
 * @param places - which bit each row is
 */
export function fillSets(
  kernel: SliceKernel,
  { codes, cardinalities }: SliceTable,
  into: {
    readonly address: number;
    readonly setOf: ReadonlyMap<number, number>;
    readonly none: number;
  },
  places: Int32Array,
): void {
  const { buffer } = kernel;
  const { address, setOf, none } = into;
  const placesAt = address + CODES_BYTES;
  const setsAt = placesAt + PLACES_BYTES;
  const someCodes = new Int32Array(buffer, address, CHUNK_ROWS);
  const somePlaces = new Int32Array(buffer, placesAt, CHUNK_ROWS);
  let first = 0;
  cardinalities.forEach((cardinality, feature) => {
    const single = first;
    first += cardinality;
    const own = Array.from({ length: cardinality }, (_, code) =>
      setOf.get(single + code),
    );
    if (own.every(set => set === undefined)) return;
    const sets = new Uint32Array(buffer, setsAt, cardinality + MORE_SETS);
    sets.fill(none);
    own.forEach((set, code) => {
      if (set !== undefined) sets[code + 1] = set;
    });
    const column = codes[feature];
    for (let row = 0; row < column.length; row += CHUNK_ROWS) {
      const some = column.subarray(row, row + CHUNK_ROWS);
      someCodes.set(some);
      somePlaces.set(places.subarray(row, row + CHUNK_ROWS));
      kernel.setBits(
        address,
        address + some.length * 4,
        placesAt,
        setsAt,
        cardinality + MORE_SETS - 1,
      );
    }
  });
}
