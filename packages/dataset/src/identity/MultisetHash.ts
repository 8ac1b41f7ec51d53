import { createHash } from 'node:crypto';

/** The largest safe prime of 3,072 bits, as in Bitcoin's MuHash3072. */
const BITS = 3072n;
const COMPLEMENT = 1_103_717n;
const MODULUS = 2n ** BITS - COMPLEMENT;
const MASK = 2n ** BITS - 1n;
const BYTES = 384;

/** Turns the hash of an element into a number below 2^3072. */
export type Expand = (elementHash: string) => bigint;

/** SHAKE256 (FIPS 202) of the hash's bytes, read as a big-endian number. */
const shake: Expand = elementHash =>
  BigInt(
    `0x${createHash('shake256', { outputLength: BYTES })
      .update(elementHash, 'hex')
      .digest('hex')}`,
  );

/**
 * A collision-resistant hash of a multiset: elements may come in any order and
 * any number of times, and two hashes are combined into that of the union by
 * one multiplication, so that what was hashed before is never read again.
 *
 * The product of the elements' numbers modulo a safe prime of 3,072 bits:
 * MuHash (Bellare and Micciancio 1997, "A new paradigm for collision-free
 * hashing", section 5; multisets: Clarke et al. 2003), with the modulus of
 * Bitcoin's MuHash3072 (Wuille 2017). As hard to find a collision of as a
 * discrete logarithm there, some 128 bits. Element hashes are 64 hexadecimal
 * digits: SHA-256 of the element.
 */
export class MultisetHash {
  #added = 1n;
  #removed = 1n;

  constructor(private readonly expand: Expand = shake) {}

  /** @param elementHash - 64 hexadecimal digits */
  add(elementHash: string): void {
    this.#added = product(this.#added, this.expand(elementHash));
  }

  /** Takes an element out that was (or will be) added. */
  remove(elementHash: string): void {
    this.#removed = product(this.#removed, this.expand(elementHash));
  }

  merge(other: MultisetHash): void {
    this.#added = product(this.#added, other.#added);
    this.#removed = product(this.#removed, other.#removed);
  }

  /** SHA-256 of the 384 bytes of the product, lowest byte first, as hexadecimal digits. */
  digest(): string {
    return createHash('sha256').update(bytesOf(this.#value())).digest('hex');
  }

  /** What `parse` reads: 768 hexadecimal digits. */
  toString(): string {
    return bytesOf(this.#value()).toString('hex');
  }

  /** @throws Error where the text is no such hash */
  static parse(text: string): MultisetHash {
    if (!/^[0-9a-f]{768}$/.test(text))
      throw new Error('This is no multiset hash of 768 hexadecimal digits.');
    const parsed = new MultisetHash();
    parsed.#added = numberOf(Buffer.from(text, 'hex'));
    return parsed;
  }

  #value(): bigint {
    const value = this.#added % MODULUS;
    // Most hashes only ever grow; the inverse costs some thousand products.
    return this.#removed === 1n
      ? value
      : (value * inverse(this.#removed)) % MODULUS;
  }
}

/** A product modulo the prime, up to a multiple of it: below 2^3072, folded rather than divided. */
function product(a: bigint, b: bigint): bigint {
  let value = a * b;
  while (value > MASK) value = (value & MASK) + (value >> BITS) * COMPLEMENT;
  return value;
}

/** By Fermat's little theorem: a^(p-2). */
function inverse(a: bigint): bigint {
  let result = 1n;
  let square = a;
  for (let exponent = MODULUS - 2n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = product(result, square);
    square = product(square, square);
  }
  return result % MODULUS;
}

function bytesOf(value: bigint): Buffer {
  const digits = value.toString(16).padStart(2 * BYTES, '0');
  return Buffer.from(digits, 'hex').reverse();
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
