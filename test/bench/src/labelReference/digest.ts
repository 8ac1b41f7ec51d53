import { createHash } from 'node:crypto';

/** SHA-256 of little-endian int32, as the reference files state index sets. */
export function digestOfIndices(indices: Iterable<number>): string {
  return digest(Int32Array.from(indices));
}

/** SHA-256 of little-endian float64. */
export function digestOfValues(values: Iterable<number>): string {
  return digest(Float64Array.from(values));
}

function digest(values: ArrayBufferView): string {
  return createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex');
}
