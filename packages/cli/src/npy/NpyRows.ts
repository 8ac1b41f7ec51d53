import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../UsageError';
import {
  LONGEST_PREAMBLE,
  NpyHeader,
  npyHeader,
  npyHeaderEnd,
  NPY_TYPES,
} from './npyHeader';

/**
 * The rows of a .npy file, read some at a time; an array of one dimension has one
 * column, one of several has all but the first laid end to end as its columns.
 */
export class NpyRows {
  readonly rows: number;
  readonly columns: number;
  readonly shape: readonly number[];
  /** Room for values of another type than float64, used again and again. */
  #raw?: InstanceType<(typeof NPY_TYPES)[NpyHeader['type']]>;

  private constructor(
    readonly name: string,
    private readonly descriptor: number,
    private readonly header: NpyHeader,
  ) {
    this.shape = header.shape;
    this.rows = header.shape[0];
    this.columns = header.shape
      .slice(1)
      .reduce((product, size) => product * size, 1);
  }

  /**
   * @param dimensions - how many there must be; else one or two
   * @throws UsageError where there is no such file, or none that can be read
   */
  static open(file: string, dimensions?: number): NpyRows {
    const descriptor = open(file);
    try {
      const start = new Uint8Array(LONGEST_PREAMBLE);
      readSync(descriptor, start, 0, start.length, 0);
      const { begin, end } = npyHeaderEnd(start, file);
      const text = new Uint8Array(end - begin);
      readSync(descriptor, text, 0, text.length, begin);
      const header = npyHeader(
        Buffer.from(text).toString('latin1'),
        end,
        file,
        dimensions,
      );
      if (header.order === 'Fortran' && header.shape.length > 2)
        throw new UsageError(
          `${file} is in Fortran order, which is read of one or two dimensions. Save numpy.ascontiguousarray of it.`,
        );
      const count = header.shape.reduce((product, size) => product * size, 1);
      const bytes = count * NPY_TYPES[header.type].BYTES_PER_ELEMENT;
      if (fstatSync(descriptor).size < end + bytes) {
        throw new UsageError(
          `${file} is cut short: its header promises ${count} values. Save it again.`,
        );
      }
      return new NpyRows(file, descriptor, header);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /** `count` rows from row `from` on, row-major, put where the caller has room for them. */
  read(
    from: number,
    count: number,
    into = new Float64Array(count * this.columns),
  ): Float64Array {
    if (this.header.order === 'C') {
      this.#fill(into, from * this.columns);
      return into;
    }
    const column = new Float64Array(count);
    for (let j = 0; j < this.columns; j++) {
      this.#fill(column, j * this.rows + from);
      for (let i = 0; i < count; i++) into[i * this.columns + j] = column[i];
    }
    return into;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Values that follow one another in the file, from the `first` one on. */
  #fill(into: Float64Array, first: number): void {
    const { type, dataOffset } = this.header;
    const position = dataOffset + first * NPY_TYPES[type].BYTES_PER_ELEMENT;
    if (type === 'f8') {
      this.#readBytes(into, position);
      return;
    }
    if (this.#raw?.length !== into.length)
      this.#raw = new NPY_TYPES[type](into.length);
    this.#readBytes(this.#raw, position);
    for (let i = 0; i < into.length; i++) into[i] = Number(this.#raw[i]);
  }

  #readBytes(values: ArrayBufferView, position: number): void {
    const { buffer, byteOffset, byteLength } = values;
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(
        this.descriptor,
        bytes,
        at,
        bytes.length - at,
        position + at,
      );
      if (read === 0)
        throw new UsageError('The file became shorter meanwhile.');
      at += read;
    }
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'r');
  } catch {
    throw new UsageError(`There is no file ${file}.`);
  }
}
