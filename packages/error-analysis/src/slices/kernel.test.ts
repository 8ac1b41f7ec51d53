import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import wabt from 'wabt';
import { KERNEL_CODE } from './kernelCode';
import {
  createSliceKernel,
  createSliceMemory,
  KERNEL_STEP_BYTES,
} from './SliceKernel';

async function compile(): Promise<string> {
  const file = path.join(__dirname, 'kernel.wat');
  const module = (await wabt()).parseWat(file, readFileSync(file, 'utf8'), {
    threads: true,
  });
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}

const words = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const pairs = fc.array(fc.tuple(words, words), { minLength: 4, maxLength: 4 });

/** Two sets of 256 bits, room for a third, and values 0 to 255 at their places. */
function holding(sets: readonly (readonly [bigint, bigint])[]) {
  const bytes = sets.length * 8;
  const values = 3 * bytes;
  const kernel = createSliceKernel(createSliceMemory(values + bytes * 64 + 24));
  const bits = new BigUint64Array(kernel.buffer, 0, sets.length * 3);
  sets.forEach(([a, b], i) => {
    bits[i] = a;
    bits[sets.length + i] = b;
  });
  new Float64Array(kernel.buffer, values, bytes * 8).forEach(
    (_, i, all) => (all[i] = i),
  );
  const shared = Array.from({ length: sets.length * 64 }, (_, i) => i).filter(
    i => ((sets[i >> 6][0] & sets[i >> 6][1]) >> BigInt(i & 63)) & 1n,
  );
  return { kernel, bits, bytes, values, shared };
}

describe('the kernel', () => {
  it('is kernel.wat, compiled: else put what this test receives into kernelCode.ts', async () => {
    expect(KERNEL_CODE).toBe(await compile());
  });

  it('counts, intersects and sums what two sets share', () => {
    fc.assert(
      fc.property(pairs, sets => {
        const { kernel, bits, bytes, values, shared } = holding(sets);
        expect(bytes % KERNEL_STEP_BYTES).toBe(0);
        expect(kernel.countShared(0, bytes, bytes)).toBe(shared.length);
        const counts = values + bytes * 64;
        new Uint32Array(kernel.buffer, values, 4).set([0, bytes, 0, 0]);
        new Uint32Array(kernel.buffer, counts, 2).set([7, 0]);
        kernel.countPairs(values, values + 16, 0, bytes, counts);
        expect([...new Uint32Array(kernel.buffer, counts, 2)]).toEqual([
          7 + shared.length,
          kernel.countShared(0, 0, bytes),
        ]);
        new Float64Array(kernel.buffer, values, 2).set([0, 1]);
        kernel.intersect(0, bytes, 2 * bytes, bytes);
        expect([...bits.subarray(2 * sets.length)]).toEqual(
          sets.map(([a, b]) => a & b),
        );
        const out = values + bytes * 64;
        kernel.sumShared(0, bytes, bytes, values, out);
        expect([...new Float64Array(kernel.buffer, out, 3)]).toEqual([
          shared.reduce((sum, i) => sum + i, 0),
          shared.reduce((sum, i) => sum + i * i, 0),
          Math.max(0, ...shared),
        ]);
      }),
    );
  });

  it('says what to do where the bits would not fit', () => {
    expect(() => createSliceMemory(2 ** 33)).toThrow(/a sample of the rows/);
  });
});
