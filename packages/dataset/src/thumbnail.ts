import { loadSharp } from './native';

/**
 * A picture of raw pixels as PNG, scaled to fit a square.
 *
 * @param pixels - row-major, `width * height * channels` bytes
 * @param sizePixels - side of the square
 * @throws Error where the number of bytes is another
 */
export async function thumbnail(
  pixels: Uint8Array,
  image: {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3 | 4;
  },
  sizePixels: number,
): Promise<Buffer> {
  const expected = image.width * image.height * image.channels;
  if (pixels.length !== expected) {
    throw new Error(
      `The picture has ${pixels.length} bytes; ${image.width} x ${image.height} x ${image.channels} are ${expected}.`,
    );
  }
  const sharp = loadSharp();
  return sharp(pixels, { raw: { ...image } })
    .resize(sizePixels, sizePixels, { fit: 'contain', kernel: 'nearest' })
    .png()
    .toBuffer();
}
