import { randomBytes } from 'node:crypto';
import { TableError } from '../TableError';
import { cellText } from './cellText';
import {
  canonicalText,
  type CellKind,
  type DeclaredKinds,
  inferKind,
} from './cellKinds';
import type { CsvImage } from './CsvImage';

const QUOTE = 0x22;
/** Strangers choose the keys; they shall not choose where those collide. */
const SEED = randomBytes(4).readUInt32LE();
/** Duplicates shown in a message. */
const SHOWN = 5;

/** Where the text of each key stands. */
type Keys = {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
};

/**
 * The rows of an image by their key: the text of its cells, numbers in their
 * canonical text where the whole column is numbers, so that 1 and 1.0 are one.
 */
export class KeyIndex {
  readonly #keys: Keys;
  /** Open addressing; a row and one, or 0 where the place is free. */
  readonly #places: Int32Array;
  readonly #parts: number;

  /** @throws TableError where a key is missing, empty or not unique, with the duplicates */
  constructor(
    image: CsvImage,
    key: readonly string[],
    declared: DeclaredKinds,
    file: string,
  ) {
    this.#keys = readKeys(image, key, declared, file);
    this.#parts = key.length;
    const { rowCount } = image;
    let size = 16;
    while (size < rowCount * 2) size *= 2;
    this.#places = new Int32Array(size);
    const duplicates: string[] = [];
    for (let row = 0; row < rowCount && duplicates.length < SHOWN; row++) {
      const place = this.#placeOf(this.#keys, row);
      if (this.#places[place] > 0)
        duplicates.push(this.partsOf(row).join(' + '));
      else this.#places[place] = row + 1;
    }
    if (duplicates.length > 0) {
      throw new TableError(
        `The key ${key.join(' + ')} is not unique: ${duplicates.join(
          ', ',
        )}. Name a key that tells every row from the others.`,
        file,
      );
    }
  }

  /** The texts of a row's key, one for each of its columns. */
  partsOf(row: number): string[] {
    return partsOf(this.#keys, row, this.#parts);
  }

  /** The row with the key that a row of another index has; -1 where there is none. */
  find(other: KeyIndex, row: number, guess: number): number {
    if (guess < this.#keys.starts.length) {
      if (isSameKey(this.#keys, guess, other.#keys, row)) return guess;
    }
    return this.#places[this.#placeOf(other.#keys, row)] - 1;
  }

  /** The place that a key has, or would have. */
  #placeOf(keys: Keys, row: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = hashOf(keys, row) & mask;
    while (
      places[place] > 0 &&
      !isSameKey(this.#keys, places[place] - 1, keys, row)
    )
      place = (place + 1) & mask;
    return place;
  }
}

function isSameKey(a: Keys, rowA: number, b: Keys, rowB: number): boolean {
  const start = a.starts[rowA];
  const length = a.ends[rowA] - start;
  const other = b.starts[rowB];
  if (b.ends[rowB] - other !== length) return false;
  for (let i = 0; i < length; i++)
    if (a.bytes[start + i] !== b.bytes[other + i]) return false;
  return true;
}

/** FNV-1a (Fowler, Noll and Vo, 1991) from a random basis, its bits mixed at the end. */
function hashOf({ bytes, starts, ends }: Keys, row: number): number {
  let hash = SEED;
  for (let at = starts[row]; at < ends[row]; at++)
    hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function readKeys(
  image: CsvImage,
  key: readonly string[],
  declared: DeclaredKinds,
  file: string,
): Keys {
  const columns = key.map(name => image.names.indexOf(name));
  const missing = key.filter((_, i) => columns[i] < 0);
  if (missing.length > 0) {
    throw new TableError(
      `There is no column ${missing.join(
        ', ',
      )} to tell rows by. Name a key that the table has; its columns are ${image.names.join(
        ', ',
      )}.`,
      file,
      1,
    );
  }
  const plain =
    columns.length === 1 && declared.get(key[0]) !== 'boolean'
      ? readPlainKeys(image, columns[0], declared.get(key[0]), file)
      : undefined;
  return plain ?? readWrittenKeys(image, columns, key, declared, file);
}

/**
 * The keys where they stand in the file. Undefined where one of them is not
 * its own canonical text, such as 1.0 or a cell with doubled quotes.
 */
function readPlainKeys(
  image: CsvImage,
  column: number,
  declared: CellKind | undefined,
  file: string,
): Keys | undefined {
  const { bytes, rowCount } = image;
  const starts = new Uint32Array(rowCount);
  const ends = new Uint32Array(rowCount);
  const spans = new Uint32Array(2 * (column + 1));
  let hasOddNumber = false;
  let hasName = false;
  for (let row = 0; row < rowCount; row++) {
    image.readSpans(row, spans);
    let [start, end] = [spans[2 * column], spans[2 * column + 1]];
    if (bytes[start] === QUOTE && end > start) {
      start++;
      end--;
      const inner = bytes.indexOf(QUOTE, start);
      if (inner >= 0 && inner < end) return undefined;
    }
    if (start === end) throw emptyKey(image, row, file);
    starts[row] = start;
    ends[row] = end;
    if (declared === 'text' || hasName || isPlainInteger(bytes, start, end))
      continue;
    const text = bytes.toString('latin1', start, end);
    if (inferKind([text]) !== 'integer' && inferKind([text]) !== 'number')
      hasName = true;
    else hasOddNumber = true;
    // Declared numbers have forms of their own, such as 007.
    if (declared !== undefined) return undefined;
  }
  return hasOddNumber && !hasName ? undefined : { bytes, starts, ends };
}

/** Digits that are their own canonical text. */
function isPlainInteger(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > 15) return false;
  if (bytes[start] === 0x30) return end - start === 1;
  for (let at = start; at < end; at++)
    if (bytes[at] < 0x30 || bytes[at] > 0x39) return false;
  return true;
}

/** The canonical texts of keys written one after the other, each part behind its length. */
function readWrittenKeys(
  image: CsvImage,
  columns: readonly number[],
  key: readonly string[],
  declared: DeclaredKinds,
  file: string,
): Keys {
  const { rowCount } = image;
  const kinds = columns.map(
    (column, i) => declared.get(key[i]) ?? inferKind(image.texts(column)),
  );
  const starts = new Uint32Array(rowCount);
  const ends = new Uint32Array(rowCount);
  const spans = new Uint32Array(2 * (Math.max(...columns) + 1));
  let bytes = Buffer.alloc(1024);
  let at = 0;
  for (let row = 0; row < rowCount; row++) {
    image.readSpans(row, spans);
    starts[row] = at;
    for (const [i, column] of columns.entries()) {
      const raw = cellText(
        image.bytes,
        spans[2 * column],
        spans[2 * column + 1],
      );
      if (raw === '') throw emptyKey(image, row, file);
      const text = Buffer.from(canonicalText(raw, kinds[i]));
      const needed = at + text.length + 4;
      if (needed > bytes.length)
        bytes = Buffer.concat([bytes], Math.max(needed, bytes.length * 2));
      if (columns.length > 1) at = bytes.writeUInt32LE(text.length, at);
      at += text.copy(bytes, at);
    }
    ends[row] = at;
  }
  return { bytes, starts, ends };
}

function partsOf(
  { bytes, starts, ends }: Keys,
  row: number,
  count: number,
): string[] {
  if (count === 1) return [bytes.toString('utf8', starts[row], ends[row])];
  const parts: string[] = [];
  for (let at = starts[row]; at < ends[row]; ) {
    const end = at + 4 + bytes.readUInt32LE(at);
    parts.push(bytes.toString('utf8', at + 4, end));
    at = end;
  }
  return parts;
}

function emptyKey(image: CsvImage, row: number, file: string): TableError {
  return new TableError(
    `Row ${
      row + 1
    } has an empty key. Give every row a key that tells it from the others.`,
    file,
    lineOf(image, row),
  );
}

function lineOf(image: CsvImage, row: number): number {
  let line = 1;
  const end = image.rowStart(row);
  for (let at = image.bytes.indexOf(0x0a); at >= 0 && at < end; line++)
    at = image.bytes.indexOf(0x0a, at + 1);
  return line;
}
