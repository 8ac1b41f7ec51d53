import { writeFileSync } from 'node:fs';

/** Of the header, with what comes before it, so that values are aligned (NEP 1). */
const PREAMBLE_BYTES = 128;

/** Writes a .npy file, version 1, of two dimensions. */
export function writeNpy(
  file: string,
  values: Float64Array | Float32Array | Int32Array | Int16Array,
  columns: number,
): void {
  const isFloat =
    values instanceof Float64Array || values instanceof Float32Array;
  const kind = isFloat ? 'f' : 'i';
  const header = `{'descr': '<${kind}${
    values.BYTES_PER_ELEMENT
  }', 'fortran_order': False, 'shape': (${
    values.length / columns
  }, ${columns}), }`;
  const start = Buffer.alloc(PREAMBLE_BYTES, ' ');
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(PREAMBLE_BYTES - 10, 8);
  start.write(header, 10, 'latin1');
  start.write('\n', PREAMBLE_BYTES - 1);
  writeFileSync(
    file,
    Buffer.concat([
      start,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    ]),
  );
}
