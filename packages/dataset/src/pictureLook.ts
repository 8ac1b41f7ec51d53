import sharp, { type Sharp } from 'sharp';
import { openPicture } from './picture';

/** Sides of the pictures a look has; they bound what one takes in memory. */
const SEEN_SIDE = 256;
const SMALL_SIDE = 64;
export const GREY_SIDE = 16;
export const COLOUR_SIDE = 4;

/** Red, green and blue, one byte each, row by row. */
export type RawPicture = {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** What a picture looks like, without all of its pixels. */
export type PictureLook = {
  /** Of the picture itself, turned upright, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Fitted into 256 x 256 pixels. */
  readonly seen: RawPicture;
  /** Fitted into 64 x 64 pixels. */
  readonly small: RawPicture;
  /** Pressed into 16 x 16 grey pixels. */
  readonly grey: Uint8Array;
  /** Pressed into 4 x 4 pixels of three channels. */
  readonly colours: Uint8Array;
};

/**
 * Looks at an encoded picture (PNG, JPEG, WebP), its transparent parts black.
 *
 * @throws Error where the bytes are of another format, broken, or too large to be drawn
 */
export async function pictureLook(bytes: Uint8Array): Promise<PictureLook> {
  const { autoOrient } = await openPicture(bytes).metadata();
  const seen = await drawn(openPicture(bytes).autoOrient(), SEEN_SIDE);
  const again = () =>
    sharp(seen.pixels, {
      raw: { width: seen.width, height: seen.height, channels: 3 },
    });
  const pressed = (side: number) => again().resize(side, side, { fit: 'fill' });
  return {
    width: autoOrient.width,
    height: autoOrient.height,
    seen,
    small: await drawn(again(), SMALL_SIDE),
    grey: await pressed(GREY_SIDE).greyscale().raw().toBuffer(),
    colours: await pressed(COLOUR_SIDE).raw().toBuffer(),
  };
}

async function drawn(from: Sharp, sizePixels: number): Promise<RawPicture> {
  const { data, info } = await from
    .resize(sizePixels, sizePixels, { fit: 'inside', withoutEnlargement: true })
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}
