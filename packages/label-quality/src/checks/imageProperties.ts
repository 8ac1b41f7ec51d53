import { quantileOf } from '../neighbours/quantileOf';
import { blurScore } from './blurScore';

/** A decoded picture: one byte a channel, row by row. */
export type Picture = {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Grey, or red, green and blue. */
  readonly channels: 1 | 3;
};

/** From 0, where a property is an issue, to 1. */
export type ImageProperties = {
  /** Brightness that all but a hundredth of the pixels stay below. */
  readonly dark: number;
  /** 1 less the brightness that all but a twentieth are above. */
  readonly light: number;
  /** Shorter side by longer side. */
  readonly aspectRatio: number;
  /** A tenth of the entropy of the bytes in bits, at most 1. */
  readonly information: number;
  readonly sharpness: number;
  readonly isGrey: boolean;
  /** Square root of the area, in pixels. */
  readonly size: number;
};

const ENTROPY_PART = 0.1;

/**
 * What may be wrong with a picture, by the formulas of cleanvision 0.3. A colour
 * picture whose channels are all equal counts as grey too, which cleanvision
 * leaves out.
 *
 * @param small - the picture with its longer side at most 64 pixels, for its sharpness; itself where it is that small
 * @throws RangeError where the bytes are not width x height x channels, or `small` is too large
 */
export function imageProperties(
  picture: Picture,
  small: Picture = picture,
): ImageProperties {
  const { pixels, width, height, channels } = picture;
  if (pixels.length !== width * height * channels || pixels.length === 0)
    throw new RangeError(
      `${pixels.length} bytes are no picture of ${width} x ${height} x ${channels}.`,
    );
  const brightness = brightnessOf(picture).sort();
  return {
    dark: quantileOf(brightness, 0.99),
    light: 1 - quantileOf(brightness, 0.05),
    aspectRatio: Math.min(width / height, height / width),
    information: Math.min(1, ENTROPY_PART * entropyOf(picture)),
    sharpness: blurScore(small),
    isGrey:
      channels === 1 ||
      pixels.every((value, i) => value === pixels[i - (i % channels)]),
    size: Math.sqrt(width * height),
  };
}

/** Perceived brightness of each pixel, 0 to 1 (HSP colour model, Finley 2006). */
function brightnessOf({ pixels, channels }: Picture): Float64Array {
  if (channels === 1) return Float64Array.from(pixels, value => value / 255);
  return Float64Array.from({ length: pixels.length / 3 }, (_, i) => {
    const [red, green, blue] = pixels.subarray(i * 3, i * 3 + 3);
    return (
      Math.sqrt(
        0.241 * red * red + 0.691 * green * green + 0.068 * blue * blue,
      ) / 255
    );
  });
}

/** In bits, of values told apart by channel (as Pillow). */
function entropyOf({ pixels, channels }: Picture): number {
  const counts = new Float64Array(256 * channels);
  pixels.forEach((value, i) => {
    counts[(i % channels) * 256 + value]++;
  });
  return counts.reduce((sum, count) => {
    const share = count / pixels.length;
    return share === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
}
