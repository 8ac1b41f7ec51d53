/** Header and values begin at a multiple of this (NEP 1). */
const ALIGNMENT = 64;
/** Magic, version and length of the header. */
const PREAMBLE = 10;

/** An array of float64 as numpy stores it. */
export function npyBytes(
  values: Float64Array,
  shape: readonly number[],
): Buffer {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join()},), }`;
  const end = Math.ceil((PREAMBLE + header.length + 1) / ALIGNMENT) * ALIGNMENT;
  const start = Buffer.alloc(end, ' ');
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(end - PREAMBLE, PREAMBLE - 2);
  start.write(header, PREAMBLE);
  start.write('\n', end - 1);
  return Buffer.concat([
    start,
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
}
