/** Header and values begin at a multiple of this (NEP 1). */
const ALIGNMENT = 64;

/** A .npy file of float64 in C order, ready to be written. */
export function npyBytes(
  values: Float64Array,
  shape: readonly number[],
): Buffer {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const preamble = 10;
  const length =
    Math.ceil((preamble + header.length + 1) / ALIGNMENT) * ALIGNMENT -
    preamble;
  const start = Buffer.alloc(preamble);
  start.write('\x93NUMPY', 'latin1');
  start[6] = 1;
  start.writeUInt16LE(length, 8);
  return Buffer.concat([
    start,
    Buffer.from(`${header.padEnd(length - 1)}\n`),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}
