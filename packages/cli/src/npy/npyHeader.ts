import { UsageError } from '../UsageError';

const MAGIC = '\x93NUMPY';
/** Magic, version and the length of what follows, in versions 2 and 3. */
export const LONGEST_PREAMBLE = 12;

/** Views of numpy's types, by the letters of a header. */
export const NPY_TYPES = {
  b1: Uint8Array,
  u1: Uint8Array,
  i1: Int8Array,
  u2: Uint16Array,
  i2: Int16Array,
  u4: Uint32Array,
  i4: Int32Array,
  u8: BigUint64Array,
  i8: BigInt64Array,
  f4: Float32Array,
  f8: Float64Array,
} as const;
export type NpyType = keyof typeof NPY_TYPES;

export type NpyHeader = {
  readonly type: NpyType;
  readonly order: 'C' | 'Fortran';
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly dataOffset: number;
};

/**
 * How long the header is, from the first bytes of a file.
 *
 * @throws UsageError where this is no .npy file
 */
export function npyHeaderEnd(
  start: Uint8Array,
  name: string,
): { readonly begin: number; readonly end: number } {
  if (Buffer.from(start.subarray(0, 6)).toString('latin1') !== MAGIC) {
    throw new UsageError(
      `${name} is not a .npy file. Save the array with numpy.save.`,
    );
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const isLong = start[6] >= 2;
  const begin = isLong ? LONGEST_PREAMBLE : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  return { begin, end: begin + length };
}

/**
 * Reads the header of numpy's format, versions 1 to 3, in C or Fortran order
 * (Kern 2007, NEP 1), little endian.
 *
 * @param dimensions - how many there must be; else one or two
 * @throws UsageError naming the file and what is expected
 */
export function npyHeader(
  text: string,
  dataOffset: number,
  name: string,
  dimensions?: number,
): NpyHeader {
  const [, bytes, type] = /'descr':\s*'([<|>=])(\w+)'/.exec(text) ?? [];
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(text)?.[1] ?? '')
    .split(',')
    .filter(part => part.trim() !== '')
    .map(Number);
  const fits = dimensions
    ? shape.length === dimensions
    : shape.length === 1 || shape.length === 2;
  if (!isType(type) || bytes === '>' || !fits) {
    throw new UsageError(
      `${name} holds ${type ?? 'values'} of ${
        shape.length
      } dimensions; little-endian bool, int, uint, float32 or float64 of ${
        dimensions ?? 'one or two'
      } are read.`,
    );
  }
  return {
    type,
    order: /'fortran_order':\s*True/.test(text) ? 'Fortran' : 'C',
    shape,
    dataOffset,
  };
}

function isType(type: string | undefined): type is NpyType {
  return type !== undefined && type in NPY_TYPES;
}
