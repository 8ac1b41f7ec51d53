/**
 * A value as Thrift's compact protocol writes it, with the type that it has
 * there (Apache Thrift, "Thrift Compact protocol encoding"): what is read and
 * written again is the same bytes, whatever fields a newer writer added.
 */
export type ThriftValue =
  | { readonly type: 'boolean'; value: boolean }
  | { readonly type: 'byte' | 'double'; value: number }
  /** i16, i32 and i64 are written alike. */
  | { readonly type: 'i16' | 'i32' | 'i64'; value: bigint }
  | { readonly type: 'binary'; value: Buffer }
  | {
      readonly type: 'list';
      /** Code of the protocol. */
      readonly of: number;
      value: ThriftValue[];
    }
  | ThriftStruct;

export type ThriftStruct = {
  readonly type: 'struct';
  /** By field id. */
  readonly value: Map<number, ThriftValue>;
};

const CODES = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  struct: 12,
} as const;

/** No metadata of Parquet is nested deeper; a forged one could be. */
const LEVELS = 32;
/** A varint of 64 bits. */
const VARINT_BYTES = 10;

/** Reads structs one after another. */
export class ThriftReader {
  constructor(private readonly bytes: Buffer, public at = 0) {}

  /** @throws Error where the bytes are no struct, or end in it */
  struct(level = 0): ThriftStruct {
    if (level > LEVELS) throw new Error('metadata is nested too deep');
    const value = new Map<number, ThriftValue>();
    for (let id = 0; ; ) {
      const head = this.#byte();
      const code = head & 0x0f;
      if (code === 0) return { type: 'struct', value };
      id = head >> 4 ? id + (head >> 4) : Number(this.#zigzag());
      value.set(
        id,
        code === CODES.true || code === CODES.false
          ? { type: 'boolean', value: code === CODES.true }
          : this.#value(code, level),
      );
    }
  }

  #value(code: number, level: number): ThriftValue {
    switch (code) {
      // Of lists; a field has its value in its type.
      case CODES.true:
      case CODES.false:
        return { type: 'boolean', value: this.#byte() === CODES.true };
      case CODES.byte:
        return { type: 'byte', value: this.#byte() };
      case CODES.i16:
        return { type: 'i16', value: this.#zigzag() };
      case CODES.i32:
        return { type: 'i32', value: this.#zigzag() };
      case CODES.i64:
        return { type: 'i64', value: this.#zigzag() };
      case CODES.double: {
        const value = this.bytes.readDoubleLE(this.at);
        this.at += 8;
        return { type: 'double', value };
      }
      case CODES.binary: {
        const length = Number(this.#varint());
        if (this.at + length > this.bytes.length)
          throw new Error('metadata ends too early');
        const value = this.bytes.subarray(this.at, this.at + length);
        this.at += length;
        return { type: 'binary', value };
      }
      case CODES.list: {
        const head = this.#byte();
        const of = head & 0x0f;
        const length = head >> 4 === 15 ? Number(this.#varint()) : head >> 4;
        if (length > this.bytes.length - this.at)
          throw new Error('metadata ends too early');
        const value = Array.from({ length }, () => this.#value(of, level + 1));
        return { type: 'list', of, value };
      }
      case CODES.struct:
        return this.struct(level + 1);
      default:
        throw new Error(`metadata has a value of the unknown type ${code}`);
    }
  }

  #byte(): number {
    if (this.at >= this.bytes.length)
      throw new Error('metadata ends too early');
    return this.bytes[this.at++];
  }

  #varint(): bigint {
    let value = 0n;
    for (let i = 0; i < VARINT_BYTES; i++) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (!(byte & 0x80)) return value;
    }
    throw new Error('metadata has a number that does not end');
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return value & 1n ? -(value >> 1n) - 1n : value >> 1n;
  }
}

/** The bytes of a struct. */
export function writeThrift(struct: ThriftStruct): Buffer {
  const out: Buffer[] = [];
  writeStruct(struct, out);
  return Buffer.concat(out);
}

function writeStruct({ value }: ThriftStruct, out: Buffer[]): void {
  let before = 0;
  for (const [id, field] of [...value].sort(([a], [b]) => a - b)) {
    const code = codeOf(field);
    const step = id - before;
    out.push(
      step > 0 && step < 16
        ? Buffer.of((step << 4) | code)
        : Buffer.concat([Buffer.of(code), zigzag(BigInt(id))]),
    );
    before = id;
    if (field.type !== 'boolean') writeValue(field, out);
  }
  out.push(Buffer.of(0));
}

function writeValue(field: ThriftValue, out: Buffer[]): void {
  switch (field.type) {
    case 'boolean':
      out.push(Buffer.of(field.value ? CODES.true : CODES.false));
      return;
    case 'byte':
      out.push(Buffer.of(field.value & 0xff));
      return;
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(field.value);
      out.push(bytes);
      return;
    }
    case 'binary':
      out.push(varint(BigInt(field.value.length)), field.value);
      return;
    case 'list': {
      const { length } = field.value;
      out.push(
        length < 15
          ? Buffer.of((length << 4) | field.of)
          : Buffer.concat([Buffer.of(0xf0 | field.of), varint(BigInt(length))]),
      );
      for (const each of field.value) writeValue(each, out);
      return;
    }
    case 'struct':
      writeStruct(field, out);
      return;
    default:
      out.push(zigzag(field.value));
  }
}

function codeOf(field: ThriftValue): number {
  if (field.type === 'boolean') return field.value ? CODES.true : CODES.false;
  return CODES[field.type];
}

function zigzag(value: bigint): Buffer {
  return varint(value < 0n ? -value * 2n - 1n : value * 2n);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) {
      bytes.push(low);
      return Buffer.from(bytes);
    }
    bytes.push(low | 0x80);
  }
}
