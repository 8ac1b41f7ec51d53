import type { Numbers, OutputValues } from './InputBatch';
import type { Made } from './runBatches';

/** Gathers one output of a model batch by batch. */
export class OutputCollector {
  #values: Numbers | string[] | undefined;
  #width = 0;
  #at = 0;

  /** @param rows - of all batches together */
  constructor(private readonly rows: number) {}

  /**
   * @param rows - of the batch that count
   * @param batchRows - of the batch, padding included
   * @throws Error where the output is not made row by row
   */
  add({ data, dims }: Made, rows: number, batchRows: number): void {
    const width = data.length / batchRows;
    if (
      !Number.isInteger(width) ||
      width === 0 ||
      (this.#values && width !== this.#width)
    ) {
      throw new Error(
        `has ${data.length} values for ${batchRows} rows, shape ${dims.join(
          ' x ',
        )}. An output needs the same number of values for each row.`,
      );
    }
    this.#width = width;
    if (rows === this.rows && data.length === rows * width && isFloats(data)) {
      // All rows in one batch: what the runtime gave is ours.
      this.#values = data;
      return;
    }
    this.#values ??= allocate(data, this.rows * width);
    if (Array.isArray(this.#values)) {
      for (let i = 0; i < rows * width; i++)
        this.#values[this.#at + i] = String(data[i]);
    } else if (isFloats(data)) {
      this.#values.set(data.subarray(0, rows * width), this.#at);
    } else {
      for (let i = 0; i < rows * width; i++)
        this.#values[this.#at + i] = Number(data[i]);
    }
    this.#at += rows * width;
  }

  get collected(): OutputValues {
    return { values: this.#values ?? new Float32Array(0), width: this.#width };
  }
}

function allocate(data: ArrayLike<unknown>, length: number) {
  if (typeof data[0] === 'string') return new Array<string>(length);
  return data instanceof Float32Array
    ? new Float32Array(length)
    : new Float64Array(length);
}

function isFloats(data: ArrayLike<unknown>): data is Numbers {
  return data instanceof Float32Array || data instanceof Float64Array;
}
