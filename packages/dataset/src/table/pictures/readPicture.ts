import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { TableError } from '../../TableError';

export type Picture = {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** png, jpeg, webp, gif, heif (AVIF) or tiff. */
  readonly format: string;
};

/** 64 MiB. */
const PICTURE_LIMIT_BYTES = 64 * 1024 ** 2;
/** A larger picture takes gigabytes once it is unpacked. */
const PIXEL_LIMIT = 100_000_000;

/** How the files of each format begin; nothing else is given to a decoder. */
const BEGINNINGS: readonly RegExp[] = [
  /^\x89PNG\r\n/,
  /^\xff\xd8\xff/,
  /^GIF8[79]a/,
  /^RIFF....WEBP/s,
  /^....ftypavi[fs]/s,
  /^(II\*.|MM.\*)/s,
];

/**
 * A picture file, its size told by its header; pixels are not unpacked.
 *
 * @throws TableError where it is no picture, is cut short in its header, or is too large
 */
export async function readPicture(file: {
  readonly path: string;
  readonly name: string;
}): Promise<Picture> {
  const bytes = await readWhole(file);
  const start = bytes.toString('latin1', 0, 16);
  if (!BEGINNINGS.some(beginning => beginning.test(start))) {
    throw new TableError(
      'This is no picture that is read (PNG, JPEG, WebP, GIF, AVIF, TIFF), whatever its ending says. Convert it, or remove it.',
      file.name,
    );
  }
  const found = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: Error) => {
      throw new TableError(
        `The picture cannot be read (${
          error.message.split('\n')[0]
        }). Write it again.`,
        file.name,
      );
    });
  const { width, height, format } = found;
  if (width * height > PIXEL_LIMIT) {
    throw new TableError(
      `The picture has ${width} x ${height} pixels; at most ${PIXEL_LIMIT} are read. Scale it down.`,
      file.name,
    );
  }
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    width,
    height,
    format,
  };
}

async function readWhole(file: {
  readonly path: string;
  readonly name: string;
}): Promise<Buffer> {
  const handle = await open(file.path, 'r').catch(() => {
    throw new TableError('There is no such file.', file.name);
  });
  try {
    const { size } = await handle.stat();
    if (size > PICTURE_LIMIT_BYTES) {
      throw new TableError(
        `The picture has ${size} bytes; at most ${PICTURE_LIMIT_BYTES} are read. Scale it down.`,
        file.name,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
