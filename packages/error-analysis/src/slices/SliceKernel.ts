import { KERNEL_CODE } from './kernelCode';

/** Bits come in steps of so many bytes. */
export const KERNEL_STEP_BYTES = 32;
const WASM_PAGE_BYTES = 65536;
/** What a WebAssembly memory can hold. */
const MOST_PAGES = 65536;

/** The functions of kernel.wat; every argument but the counts is an address in bytes. */
type Functions = {
  countCodes(
    codes: number,
    end: number,
    flags: number,
    counts: number,
    others: number,
    most: number,
  ): void;
  setBits(
    codes: number,
    end: number,
    flags: number,
    places: number,
    sets: number,
    most: number,
  ): void;
  countShared(a: number, b: number, bytes: number): number;
  countPairs(
    pairs: number,
    end: number,
    at: number,
    bytes: number,
    counts: number,
  ): void;
  intersect(a: number, b: number, out: number, bytes: number): void;
  sumShared(
    a: number,
    b: number,
    bytes: number,
    values: number,
    out: number,
  ): void;
};

export type SliceKernel = Functions & { readonly buffer: ArrayBufferLike };

let compiled: WebAssembly.Module | undefined;

/**
 * A memory that threads can share.
 *
 * @throws RangeError where so many bytes cannot be had
 */
export function createSliceMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.max(1, Math.ceil(bytes / WASM_PAGE_BYTES));
  if (pages > MOST_PAGES) {
    throw new RangeError(
      `The bits of these rows and values take ${Math.ceil(
        bytes / 2 ** 30,
      )} GB; at most 4 can be held. Search a sample of the rows, or leave out features of many values.`,
    );
  }
  return new WebAssembly.Memory({
    initial: pages,
    maximum: pages,
    shared: true,
  });
}

/** What is asked of packed bits in a memory. */
export function createSliceKernel(memory: WebAssembly.Memory): SliceKernel {
  compiled ??= new WebAssembly.Module(
    Uint8Array.from(atob(KERNEL_CODE), letter => letter.charCodeAt(0)),
  );
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { buffer: memory.buffer, ...(exports as Functions) };
}
