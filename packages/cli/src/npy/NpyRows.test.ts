import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npyBytes } from './npyBytes';
import { NpyRows } from './NpyRows';

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-npy-test-'));
const file = path.join(directory, 'array.npy');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A .npy file of version 1 with any values. */
function write(
  descr: string,
  order: 'True' | 'False',
  shape: string,
  values: ArrayBufferView,
): NpyRows {
  const start = Buffer.alloc(128, ' ');
  start.write('\x93NUMPY\x01\x00\x76\x00', 'latin1');
  start.write(
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }`,
    10,
  );
  start.write('\n', 127);
  const bytes = Buffer.from(
    values.buffer,
    values.byteOffset,
    values.byteLength,
  );
  writeFileSync(file, Buffer.concat([start, bytes]));
  return NpyRows.open(file);
}

function all(rows: NpyRows): number[] {
  try {
    return Array.from(rows.read(0, rows.rows));
  } finally {
    rows.close();
  }
}

describe('NpyRows', () => {
  it.each([
    ['|b1', Uint8Array.of(1, 0)],
    ['|u1', Uint8Array.of(1, 0)],
    ['|i1', Int8Array.of(1, 0)],
    ['<u2', Uint16Array.of(1, 0)],
    ['<i2', Int16Array.of(1, 0)],
    ['<u4', Uint32Array.of(1, 0)],
    ['<i4', Int32Array.of(1, 0)],
    ['<u8', BigUint64Array.of(1n, 0n)],
    ['<i8', BigInt64Array.of(1n, 0n)],
    ['<f4', Float32Array.of(1, 0)],
    ['<f8', Float64Array.of(1, 0)],
  ])('reads %s', (descr, values) => {
    expect(all(write(descr, 'False', '2,', values))).toEqual([1, 0]);
  });

  it('reads rows of an array in Fortran order', () => {
    const rows = write(
      '<f4',
      'True',
      '3, 2',
      Float32Array.of(1, 3, 5, 2, 4, 6),
    );
    expect(Array.from(rows.read(1, 2))).toEqual([3, 4, 5, 6]);
    rows.close();
  });

  it('reads what npyBytes writes, any rows of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(8),
        (count, columns, skip) => {
          const values = Float64Array.from(
            { length: count * columns },
            (_, i) => i / 3,
          );
          writeFileSync(file, npyBytes(values, [count, columns]));
          const rows = NpyRows.open(file);
          const from = skip % count;
          expect(rows.read(from, count - from)).toEqual(
            values.slice(from * columns),
          );
          rows.close();
        },
      ),
    );
  });

  it.each([
    ['is cut short', '<f8', '4,', /cut short: its header promises 4 values/],
    ['is big-endian', '>f8', '2,', /little-endian/],
    ['has three dimensions', '<f8', '1, 1, 2', /of 3 dimensions/],
    ['holds texts', '<U4', '2,', /holds U4/],
  ])('refuses a file that %s', (_what, descr, shape, reason) => {
    expect(() => write(descr, 'False', shape, Float64Array.of(1, 2))).toThrow(
      reason,
    );
  });

  it('refuses a file that is no array', () => {
    writeFileSync(file, 'label\n1\n');
    expect(() => NpyRows.open(file)).toThrow(/not a \.npy file/);
  });
});
