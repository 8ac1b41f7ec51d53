import { openPicture } from '@greenroom/dataset';
import sharp, { type Sharp } from 'sharp';
import type { Pixels } from './Pixels';

/** More than pictures are compared by. */
const SMALL_SIDE = 64;

/** A picture fitted into 64 x 64 pixels, as it is compared with others. */
export async function smallPicture(pixels: Pixels): Promise<Pixels> {
  const { width, height, channels, values } = pixels;
  if (Math.max(width, height) <= SMALL_SIDE) return pixels;
  return fitted(sharp(values, { raw: { width, height, channels } }));
}

/**
 * That of a file, of which no more is unpacked than is needed.
 *
 * @returns undefined where it cannot be read
 */
export async function smallPictureOf(
  bytes: Uint8Array,
): Promise<Pixels | undefined> {
  try {
    return await fitted(openPicture(bytes).autoOrient());
  } catch {
    return undefined;
  }
}

async function fitted(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .resize(SMALL_SIDE, SMALL_SIDE, {
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    channels: info.channels === 1 ? 1 : 3,
    values: data,
  };
}
