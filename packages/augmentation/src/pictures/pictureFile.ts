import { openPicture } from '@greenroom/dataset';
import sharp from 'sharp';
import type { Pixels } from './Pixels';

/** Larger ones take gigabytes and minutes once they are changed: 40 megapixels. */
export const MOST_PIXELS = 40_000_000;

/** Formats that pictures are read and written in. */
export const PICTURE_FORMATS = ['png', 'jpeg', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** High enough that what is changed is seen, not what was pressed. */
const QUALITY = 92;

/** What is wrong with a picture, with its name and what to do. */
export class PictureError extends RangeError {}

/**
 * Unpacks a picture file, upright; without its colour profile, which the bytes
 * are converted by.
 *
 * @param name - for messages: its path, or the key of its row
 * @throws PictureError where it is broken, too large, or of another format
 */
export async function unpackPicture(
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly pixels: Pixels; readonly format: PictureFormat }> {
  try {
    const { width, height, format, space, hasAlpha } = await openPicture(
      bytes,
    ).metadata();
    if (width * height > MOST_PIXELS)
      throw new PictureError(
        `${name}: the picture has ${width} x ${height} pixels; at most ${MOST_PIXELS} are changed. Scale it down.`,
      );
    const isGrey = !hasAlpha && (space === 'b-w' || space === 'grey16');
    const { data, info } = await openPicture(bytes)
      .autoOrient()
      .toColourspace(isGrey ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return {
      format: format as PictureFormat,
      pixels: {
        width: info.width,
        height: info.height,
        channels: info.channels as Pixels['channels'],
        values: data,
      },
    };
  } catch (error) {
    if (error instanceof PictureError) throw error;
    const [said] = (error as Error).message.split('\n');
    throw new PictureError(
      `${name}: the picture cannot be read (${said}). Write it again as PNG, JPEG or WebP, or take its row out.`,
    );
  }
}

/** As a file of the format; JPEG has no opacity, which is left out. */
export async function packPicture(
  { values, width, height, channels }: Pixels,
  format: PictureFormat,
): Promise<Buffer> {
  const image = sharp(values, {
    raw: { width, height, channels },
  }).toColourspace(channels === 1 ? 'b-w' : 'srgb');
  switch (format) {
    case 'png':
      return image.png().toBuffer();
    case 'jpeg':
      return image
        .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
        .toBuffer();
    default:
      return image.webp({ quality: QUALITY }).toBuffer();
  }
}

/** As the ending of a file says; PNG where it says nothing, for PNG loses nothing. */
export function pictureFormatOf(name: string): PictureFormat {
  const [, ending = ''] = /\.(\w+)$/.exec(name.toLowerCase()) ?? [];
  if (ending === 'jpg' || ending === 'jpeg') return 'jpeg';
  return ending === 'webp' ? 'webp' : 'png';
}
