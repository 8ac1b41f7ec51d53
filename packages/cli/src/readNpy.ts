import type { NamedArray } from './readArray';
import { UsageError } from './UsageError';

const MAGIC = '\x93NUMPY';

type Reader = {
  readonly bytes: number;
  read(view: DataView, at: number): number;
};

const READERS: Readonly<Record<string, Reader>> = {
  b1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  i2: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  u4: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  i4: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  u8: { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  i8: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  f4: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  f8: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};

/**
 * Reads numpy's format, versions 1 to 3, in C or Fortran order (Kern 2007,
 * NEP 1), little endian, of one or two dimensions.
 *
 * @throws UsageError naming the file and what is expected
 */
export function readNpy(bytes: Uint8Array, name: string): NamedArray {
  const text = (start: number, end: number) =>
    Buffer.from(bytes.subarray(start, end)).toString('latin1');
  if (text(0, 6) !== MAGIC) {
    throw new UsageError(
      `${name} is not a .npy file. Save the array with numpy.save.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6] >= 2;
  const start = isLong ? 12 : 10;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = text(start, start + length);
  const [, order, type] = /'descr':\s*'([<|>=])(\w+)'/.exec(header) ?? [];
  const reader = READERS[type ?? ''];
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter(part => part.trim() !== '')
    .map(Number);
  if (!reader || order === '>' || shape.length < 1 || shape.length > 2) {
    throw new UsageError(
      `${name} holds ${type ?? 'values'} of ${
        shape.length
      } dimensions; little-endian bool, int, uint, float32 or float64 of one or two are read.`,
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const data = start + length;
  if (bytes.length < data + count * reader.bytes) {
    throw new UsageError(
      `${name} is cut short: its header promises ${count} values. Save it again.`,
    );
  }
  const isFortran = /'fortran_order':\s*True/.test(header);
  const [rows, columns = 1] = shape;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const from = isFortran ? (i % columns) * rows + Math.floor(i / columns) : i;
    values[i] = reader.read(view, data + from * reader.bytes);
  }
  return { values, shape };
}
