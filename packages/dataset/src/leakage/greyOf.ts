import sharp from 'sharp';
import type { DeclaredImage } from '../profile/imageSizes';
import type { Grey } from './pictureHash';

/** Encoded pictures are read at this size: both hash and comparison want less. */
const SIDE = 32;
/** A picture of more pixels than this is not decoded. */
const PIXEL_LIMIT = 50_000_000;

/**
 * A cell as a grey picture: raw pixels as the manifest declares them, or an
 * encoded picture.
 *
 * @returns undefined where it is none
 */
export async function greyOf(
  cell: unknown,
  declared: DeclaredImage | undefined,
): Promise<Grey | undefined> {
  if (cell instanceof Uint8Array && !isRaw(cell, declared))
    return decoded(cell);
  if (!declared || !(Array.isArray(cell) || cell instanceof Uint8Array))
    return undefined;
  const { width, height, channels = 1 } = declared;
  if (cell.length !== width * height * channels) return undefined;
  const pixels = new Float64Array(width * height);
  // The fourth channel is how opaque a pixel is, not how bright.
  const colours = Math.min(channels, 3);
  for (let i = 0; i < pixels.length; i++) {
    for (let c = 0; c < colours; c++)
      pixels[i] += Number(cell[i * channels + c] ?? 0) / colours;
  }
  return { width, height, pixels };
}

function isRaw(cell: Uint8Array, declared: DeclaredImage | undefined) {
  return (
    declared !== undefined &&
    cell.length === declared.width * declared.height * (declared.channels ?? 1)
  );
}

async function decoded(bytes: Uint8Array): Promise<Grey | undefined> {
  try {
    const pixels = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT })
      .flatten()
      .resize(SIDE, SIDE, { fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer();
    return { width: SIDE, height: SIDE, pixels };
  } catch {
    return undefined;
  }
}
