import { type ErrorFlags, flagErrors } from './ErrorFlags';
import { createSliceMemory } from './SliceKernel';
import { SliceLayout } from './SliceLayout';

/** Nobody knows yet which values are kept; where all of them would take more, few may be. */
const MOST_BYTES = 256 * 2 ** 20;

/** What is known of rows before their codes are there. */
export type Foreseen = {
  readonly flags: ErrorFlags;
  /** For the bits of every value, brought already; absent where that would be much. */
  readonly memory?: WebAssembly.Memory;
};

/**
 * Flags the errors, and brings memory for so many workers: a system hands out
 * memory when it is first written to, and lets several threads that write to it
 * at once wait for each other.
 *
 * @throws RangeError for an error that is below 0 or no number
 */
export function foreseeRows(
  errors: Float64Array,
  cardinalities: readonly number[],
  workers: number,
): Foreseen {
  const flags = flagErrors(errors);
  const values = cardinalities.reduce((sum, each) => sum + each, 0);
  const { bytes } = new SliceLayout(flags, cardinalities, values, workers);
  if (bytes > MOST_BYTES) return { flags };
  const memory = createSliceMemory(bytes);
  new Uint8Array(memory.buffer).fill(0);
  return { flags, memory };
}
