import { readFileSync, writeFileSync } from 'node:fs';
import type { SliceTable } from '@greenroom/error-analysis';

/** Writes a table as its numbers one after the other: cardinalities, errors, codes. */
export function writeTable(file: string, table: SliceTable): void {
  const { cardinalities, errors, codes } = table;
  writeFileSync(
    file,
    Buffer.concat(
      [
        Float64Array.of(cardinalities.length, errors.length, ...cardinalities),
        errors,
        ...codes,
      ].map(
        ({ buffer, byteOffset, byteLength }) =>
          new Uint8Array(buffer, byteOffset, byteLength),
      ),
    ),
  );
}

/** Reads what `writeTable` wrote, its rows so many times over. */
export function readTable(file: string, times: number): SliceTable {
  const { buffer } = Uint8Array.from(readFileSync(file));
  const [features, rows] = new Float64Array(buffer, 0, 2);
  const start = (2 + features) * 8;
  return {
    cardinalities: Array.from(new Float64Array(buffer, 16, features)),
    errors: tiled(new Float64Array(buffer, start, rows), times),
    codes: Array.from({ length: features }, (_, f) =>
      tiled(
        new Int32Array(buffer, start + rows * 8 + f * rows * 4, rows),
        times,
      ),
    ),
  };
}

function tiled<T extends Float64Array | Int32Array>(values: T, times: number) {
  const out = new (values.constructor as new (length: number) => T)(
    values.length * times,
  );
  for (let i = 0; i < times; i++) out.set(values, i * values.length);
  return out;
}
