import zlib from 'node:zlib';
import type { CompressionCodec, Compressors } from 'hyparquet';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';

/** Codecs of Parquet that are read and written here; hyparquet reads Snappy itself. */
export const COMPRESS: Readonly<
  Partial<Record<CompressionCodec, (bytes: Uint8Array) => Uint8Array>>
> = {
  UNCOMPRESSED: bytes => bytes,
  SNAPPY: bytes => snappyCompress(bytes),
  GZIP: bytes => zlib.gzipSync(bytes),
  BROTLI: bytes => zlib.brotliCompressSync(bytes),
  ZSTD: bytes => zlib.zstdCompressSync(bytes),
};

/** What comes out is as long as the page says, so that a small page cannot become a large one. */
export const DECOMPRESS: Compressors = {
  GZIP: (bytes, maxOutputLength) => zlib.gunzipSync(bytes, { maxOutputLength }),
  BROTLI: (bytes, maxOutputLength) =>
    zlib.brotliDecompressSync(bytes, { maxOutputLength }),
  ZSTD: (bytes, maxOutputLength) =>
    zlib.zstdDecompressSync(bytes, { maxOutputLength }),
};
