import type { ColumnMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import {
  decompressPage,
  readDataPage,
  readDataPageV2,
} from 'hyparquet/src/datapage.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { ColumnDecoder, PageHeader } from 'hyparquet/src/types.js';
import type { Chunk, Leaf, Physical } from './Chunk';
import { DECOMPRESS } from './codecs';

/** Writers make pages of a megabyte; one that says more than that is forged. */
const PAGE_BYTES = 512 * 1024 * 1024;

/**
 * Reads what a column holds in one row group, as it is stored.
 *
 * @param bytes - its pages
 * @throws Error where they are no pages, or of an encoding or codec that is not read
 */
export function readChunk(
  bytes: Buffer,
  { type, codec, num_values: entries }: ColumnMetaData,
  leaf: Leaf,
): Chunk {
  const decoder: ColumnDecoder = {
    pathInSchema: leaf.schemaPath.slice(1).map(({ element }) => element.name),
    type,
    element: leaf.element,
    schemaPath: [...leaf.schemaPath],
    codec,
    compressors: DECOMPRESS,
    parsers: DEFAULT_PARSERS,
  };
  const definitionLevels: number[] = [];
  const repetitionLevels: number[] = [];
  const values: Physical[] = [];
  const reader = {
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    offset: 0,
  };
  let dictionary: ArrayLike<Physical> | undefined;
  for (let seen = 0; seen < Number(entries) && reader.offset < bytes.length; ) {
    const header = parquetHeader(reader);
    const page = pageOf(bytes, reader, header);
    if (header.type === 'DICTIONARY_PAGE') {
      dictionary = readDictionary(page, header, decoder);
      continue;
    }
    const read = readData(page, header, decoder);
    if (!read) continue;
    seen += read.entries;
    for (let i = 0; i < read.entries && leaf.maxDefinition > 0; i++)
      // A page without nulls comes without its levels.
      definitionLevels.push(read.definitionLevels[i] ?? leaf.maxDefinition);
    for (const level of read.repetitionLevels) repetitionLevels.push(level);
    const isIndexed = read.encoding.endsWith('_DICTIONARY');
    for (let i = 0; i < read.values.length; i++) {
      const value = isIndexed
        ? dictionary?.[Number(read.values[i])]
        : read.values[i];
      if (value === undefined)
        throw new Error(`${leaf.name} names a value that it does not have`);
      values.push(value);
    }
  }
  return { definitionLevels, repetitionLevels, values };
}

function pageOf(
  bytes: Buffer,
  reader: { offset: number },
  header: PageHeader,
): Uint8Array {
  const { compressed_page_size: size, uncompressed_page_size: made } = header;
  const isSound =
    size >= 0 &&
    made >= 0 &&
    made <= PAGE_BYTES &&
    reader.offset + size <= bytes.length;
  if (!isSound) throw new Error('a page is larger than its column');
  const page = bytes.subarray(reader.offset, reader.offset + size);
  reader.offset += size;
  return page;
}

function readDictionary(
  page: Uint8Array,
  header: PageHeader,
  { codec, type, element }: ColumnDecoder,
): ArrayLike<Physical> {
  const plain = decompressPage(
    page,
    header.uncompressed_page_size,
    codec,
    DECOMPRESS,
  );
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  return readPlain(
    { view, offset: 0 },
    type,
    header.dictionary_page_header?.num_values ?? 0,
    element.type_length,
  ) as ArrayLike<Physical>;
}

function readData(
  page: Uint8Array,
  header: PageHeader,
  decoder: ColumnDecoder,
) {
  const first = header.data_page_header;
  const second = header.data_page_header_v2;
  if (header.type === 'DATA_PAGE' && first) {
    const plain = decompressPage(
      page,
      header.uncompressed_page_size,
      decoder.codec,
      DECOMPRESS,
    );
    return told(readDataPage(plain, first, decoder), first);
  }
  if (header.type === 'DATA_PAGE_V2' && second)
    return told(readDataPageV2(page, header, decoder), second);
  // Pages of an index hold no values.
  return undefined;
}

function told(
  data: ReturnType<typeof readDataPage>,
  { num_values: entries, encoding }: { num_values: number; encoding: string },
) {
  return {
    entries,
    encoding,
    definitionLevels: data.definitionLevels ?? [],
    repetitionLevels: data.repetitionLevels,
    values: data.dataPage as ArrayLike<Physical>,
  };
}
