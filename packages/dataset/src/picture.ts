import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { LIMIT_PIXELS, LIMIT_SECONDS } from './pictureLimits';

/** The formats whose decoders a stranger's bytes may reach, by how their files begin. */
const BEGINNINGS: readonly (readonly (readonly [at: number, hex: string])[])[] =
  [
    [[0, '89504e470d0a1a0a']],
    [[0, 'ffd8ff']],
    [
      [0, '52494646'],
      [8, '57454250'],
    ],
  ];

/**
 * An encoded picture (PNG, JPEG, WebP) as WebP, turned upright and scaled down to fit a square.
 *
 * @param sizePixels - side of the square
 * @throws Error where the bytes are of another format, broken, or too large to be drawn
 */
export async function picture(
  bytes: Uint8Array,
  sizePixels: number,
): Promise<Buffer> {
  return openPicture(bytes)
    .autoOrient()
    .resize(sizePixels, sizePixels, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
}

/**
 * A stranger's picture, of which nothing is decoded yet.
 *
 * @throws Error where the bytes are of no format that is decoded
 */
export function openPicture(
  bytes: Uint8Array,
  options: Pick<SharpOptions, 'ignoreIcc'> = {},
): Sharp {
  if (!isPicture(bytes))
    throw new Error(
      'The bytes are neither a PNG nor a JPEG nor a WebP picture.',
    );
  return sharp(bytes, {
    limitInputPixels: LIMIT_PIXELS,
    failOn: 'truncated',
    sequentialRead: true,
    animated: false,
    ...options,
  }).timeout({ seconds: LIMIT_SECONDS });
}

/** Told by the first bytes: a PNG, JPEG or WebP file. */
export function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return BEGINNINGS.some(parts =>
    parts.every(
      ([at, hex]) =>
        start.subarray(at, at + hex.length / 2).toString('hex') === hex,
    ),
  );
}
