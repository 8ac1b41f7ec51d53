import { Encodings } from 'hyparquet/src/constants.js';
import { ThriftReader, type ThriftValue, writeThrift } from './CompactThrift';
import { changed, i64, META, shifted, structs } from './footerFields';
import type { WrittenChunk } from './writeChunk';

/**
 * What metadata says of a column that was written again.
 *
 * @param start - where it stands in the file
 */
export function metaOf(written: WrittenChunk, start: number) {
  const { dictionaryPageOffset: dictionary } = written;
  return {
    [META.encodings]: {
      type: 'list' as const,
      of: 5,
      value: written.encodings.map(
        (name): ThriftValue => ({
          type: 'i32',
          value: BigInt(Encodings.indexOf(name)),
        }),
      ),
    },
    [META.entries]: i64(written.entries),
    [META.bytes]: i64(written.uncompressedBytes),
    [META.packedBytes]: i64(written.bytes.length),
    [META.dataPage]: i64(start + written.dataPageOffset),
    [META.indexPage]: undefined,
    [META.dictionaryPage]:
      dictionary === undefined ? undefined : i64(start + dictionary),
    [META.statistics]: undefined,
    [META.encodingStats]: undefined,
    [META.bloom]: undefined,
    [META.bloomLength]: undefined,
    [META.sizes]: undefined,
    [META.geospatial]: undefined,
  };
}

/** Pages of an `OffsetIndex` are named by where they stand. */
export function shiftedIndex(bytes: Buffer, byBytes: bigint): Buffer {
  const index = new ThriftReader(bytes).struct();
  const value = structs(index, 1).map(page =>
    changed(page, shifted(page, [1], byBytes)),
  );
  return writeThrift(changed(index, { 1: { type: 'list', of: 12, value } }));
}
