import type { CompressionCodec, Encoding } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { writePlain } from 'hyparquet-writer/src/plain.js';
import type { Chunk, Leaf, Physical } from './Chunk';
import { COMPRESS } from './codecs';

/** A page that a reader unpacks at once; rows never stand in two. */
const PAGE_ROWS = 20_000;
/** What more a dictionary would take than its values is not worth it (as parquet-java, `parquet.dictionary.page.size`). */
const DICTIONARY_VALUES = 100_000;

/** Pages of a column in one row group, and what its metadata says of them. */
export type WrittenChunk = {
  readonly bytes: Buffer;
  /** From the first byte. */
  readonly dataPageOffset: number;
  /** Undefined where the values stand for themselves. */
  readonly dictionaryPageOffset?: number;
  readonly uncompressedBytes: number;
  readonly entries: number;
  readonly encodings: readonly Encoding[];
};

/**
 * Writes what a column holds in one row group, in pages of the first version,
 * which all readers read.
 *
 * @param style.values - whether a dictionary is made of them
 * @throws Error for a codec that is not written
 */
export function writeChunk(
  chunk: Chunk,
  leaf: Leaf,
  style: {
    readonly codec: CompressionCodec;
    readonly values: 'dictionary' | 'plain';
  },
): WrittenChunk {
  const writer = new ByteWriter();
  const compress = COMPRESS[style.codec];
  if (!compress) throw new Error(`${style.codec} is not written`);
  let uncompressedBytes = 0;
  const page = (
    header: Pick<
      Parameters<typeof writePageHeader>[1],
      'type' | 'data_page_header' | 'dictionary_page_header'
    >,
    content: Uint8Array,
  ) => {
    const packed = compress(content);
    const start = writer.offset;
    writePageHeader(writer, {
      ...header,
      uncompressed_page_size: content.length,
      compressed_page_size: packed.length,
    });
    uncompressedBytes += writer.offset - start + content.length;
    writer.appendBytes(packed);
  };
  const dictionary =
    style.values === 'dictionary' ? dictionaryOf(chunk.values) : undefined;
  if (dictionary)
    page(
      {
        type: 'DICTIONARY_PAGE',
        dictionary_page_header: {
          num_values: dictionary.values.length,
          encoding: 'PLAIN',
        },
      },
      plainOf(dictionary.values, leaf),
    );
  const dataPageOffset = writer.offset;
  for (const part of pagesOf(chunk, leaf)) {
    const { start, end } = part;
    page(
      {
        type: 'DATA_PAGE',
        data_page_header: {
          num_values: part.entries,
          encoding: dictionary ? 'RLE_DICTIONARY' : 'PLAIN',
          definition_level_encoding: 'RLE',
          repetition_level_encoding: 'RLE',
        },
      },
      Buffer.concat([
        levelsOf(part.repetitionLevels, leaf.maxRepetition),
        levelsOf(part.definitionLevels, leaf.maxDefinition),
        dictionary
          ? indexesOf(
              dictionary.indexes.slice(start, end),
              dictionary.values.length,
            )
          : plainOf(chunk.values.slice(start, end), leaf),
      ]),
    );
  }
  return {
    bytes: Buffer.from(writer.getBuffer()),
    dataPageOffset,
    ...(dictionary ? { dictionaryPageOffset: 0 } : {}),
    uncompressedBytes,
    entries: entriesOf(chunk, leaf),
    encodings: dictionary
      ? ['RLE', 'PLAIN', 'RLE_DICTIONARY']
      : ['RLE', 'PLAIN'],
  };
}

function entriesOf({ definitionLevels, values }: Chunk, leaf: Leaf): number {
  return leaf.maxDefinition > 0 ? definitionLevels.length : values.length;
}

/** Each with the span of its values. */
function* pagesOf(chunk: Chunk, leaf: Leaf) {
  const { definitionLevels, repetitionLevels } = chunk;
  const entries = entriesOf(chunk, leaf);
  let from = 0;
  let start = 0;
  let end = 0;
  let rows = 0;
  for (let entry = 0; entry <= entries; entry++) {
    const isRow = entry === entries || (repetitionLevels[entry] ?? 0) === 0;
    const isFull = isRow && rows === PAGE_ROWS;
    if (entry > from && (isFull || entry === entries)) {
      yield {
        start,
        end,
        entries: entry - from,
        definitionLevels: definitionLevels.slice(from, entry),
        repetitionLevels: repetitionLevels.slice(from, entry),
      };
      from = entry;
      start = end;
      rows = 0;
    }
    if (entry === entries) return;
    if (isRow) rows++;
    if (
      leaf.maxDefinition === 0 ||
      definitionLevels[entry] === leaf.maxDefinition
    )
      end++;
  }
}

function levelsOf(levels: readonly number[], greatest: number): Buffer {
  if (greatest === 0) return Buffer.alloc(0);
  const writer = new ByteWriter();
  writeRleBitPackedHybrid(writer, [...levels], bitsOf(greatest));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(writer.offset);
  return Buffer.concat([length, writer.getBytes()]);
}

function indexesOf(indexes: readonly number[], values: number): Buffer {
  const width = bitsOf(Math.max(values - 1, 1));
  const writer = new ByteWriter();
  writer.appendUint8(width);
  writeRleBitPackedHybrid(writer, [...indexes], width);
  return Buffer.from(writer.getBytes());
}

/** Of numbers from 0 to this one. */
function bitsOf(greatest: number): number {
  return 32 - Math.clz32(greatest);
}

function plainOf(values: readonly Physical[], { element }: Leaf): Buffer {
  if (element.type === 'INT96')
    return Buffer.concat(values.map(value => int96(BigInt(value as bigint))));
  const writer = new ByteWriter();
  writePlain(writer, [...values], element.type!, element.type_length);
  return Buffer.from(writer.getBytes());
}

function int96(value: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  bytes.writeInt32LE(Number(value >> 64n), 8);
  return bytes;
}

/** Undefined where it would hold nearly every value. */
function dictionaryOf(values: readonly Physical[]):
  | {
      readonly values: readonly Physical[];
      readonly indexes: readonly number[];
    }
  | undefined {
  const places = new Map<unknown, number>();
  const own: Physical[] = [];
  const indexes: number[] = [];
  for (const value of values) {
    const name = nameOf(value);
    let at = places.get(name);
    if (at === undefined) {
      at = own.length;
      places.set(name, at);
      own.push(value);
      if (own.length > DICTIONARY_VALUES) return undefined;
    }
    indexes.push(at);
  }
  return own.length > 0 ? { values: own, indexes } : undefined;
}

/** The same for the same bytes; a map holds -0 and 0 for one. */
function nameOf(value: Physical): unknown {
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.length).toString(
      'latin1',
    );
  return Object.is(value, -0) ? '-0' : value;
}
