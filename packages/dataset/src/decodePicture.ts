import { openPicture } from './picture';

/** Pixels row by row, the channels of each side by side. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** width x height x channels */
  readonly values: Uint8Array;
};

/**
 * The pixels of a PNG, JPEG or WebP file as they are stored: an opacity is
 * dropped, an embedded colour profile and the orientation of the camera are not
 * applied (as Pillow's `convert('RGB')` and `convert('L')` read them). Grey is
 * 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), in Pillow's integers.
 *
 * @throws Error where the bytes are of another format, broken, or too large
 */
export async function decodePicture(
  bytes: Uint8Array,
  channels: 1 | 3,
): Promise<Pixels> {
  const { data, info } = await openPicture(bytes, { ignoreIcc: true })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const coloured = info.channels === 3 ? data : repeat(data);
  const values = channels === 3 ? coloured : toGrey(coloured);
  return { width, height, channels, values };
}

/** One channel as three. */
function repeat(grey: Uint8Array): Uint8Array {
  const out = new Uint8Array(grey.length * 3);
  for (let i = 0; i < out.length; i++) out[i] = grey[Math.floor(i / 3)];
  return out;
}

/** Weights in 65,536ths, rounded to nearest. */
function toGrey(rgb: Uint8Array): Uint8Array {
  const out = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < out.length; i++) {
    const [red, green, blue] = [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]];
    out[i] = (red * 19_595 + green * 38_470 + blue * 7_471 + 32_768) >> 16;
  }
  return out;
}
