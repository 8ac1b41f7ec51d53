import { loaded } from './loaded';
import { NpyRows } from './npy/NpyRows';
import { UsageError } from './UsageError';

/** An array as a command takes it: n values, or n rows of several. */
export type NamedArray = {
  readonly values: Float64Array;
  readonly shape: readonly number[];
  /** Set where the values were texts: values index into it. */
  readonly classes?: readonly string[];
};

/**
 * Reads an ARRAY: a `.npy` file, or `TABLE#COLUMN`, or `TABLE#A,B,C` for
 * several columns, or `TABLE#*` for all, where a cell that is no number is NaN.
 * Texts of one column become indices of their sorted different values.
 *
 * @throws UsageError naming the file, row and column and what is expected
 */
export async function readArray(name: string): Promise<NamedArray> {
  if (name.endsWith('.npy')) {
    const file = NpyRows.open(name);
    try {
      return { values: file.read(0, file.rows), shape: file.shape };
    } finally {
      file.close();
    }
  }
  // What reads tables takes a while to load, and arrays do not need it.
  const { readTableArray } = await loaded(import('./readTableArray'));
  const hash = name.lastIndexOf('#');
  if (hash < 0) {
    throw new UsageError(
      `${name} is neither a .npy file nor TABLE#COLUMN (TABLE#* takes all columns).`,
    );
  }
  return readTableArray(name.slice(0, hash), name.slice(hash + 1));
}
