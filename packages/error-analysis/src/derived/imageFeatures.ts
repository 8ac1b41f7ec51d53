export type ImageFeatures = {
  readonly width: number;
  readonly height: number;
  /** Width over height. */
  readonly aspect: number;
  /** Mean luma, from 0 (black) to 1. */
  readonly brightness: number;
  /** Standard deviation of luma, from 0 to 0.5. */
  readonly contrast: number;
  /** Mean distance of the colours from grey, from 0; 0 where there is one channel. */
  readonly colourfulness: number;
};

/** Weights of red, green and blue in luma (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * What can be read off a picture without understanding it, to search slices by.
 *
 * @param pixels - 0 to 255, row by row, the channels of a pixel side by side: 1 (grey), 3 or 4 (a fourth is not looked at)
 * @throws RangeError where there are not as many pixels as width, height and channels say
 */
export function imageFeatures(
  pixels: Uint8Array,
  size: {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3 | 4;
  },
): ImageFeatures {
  const { width, height, channels } = size;
  const count = width * height;
  if (count === 0 || pixels.length !== count * channels) {
    throw new RangeError(
      `A picture of ${width} x ${height} x ${channels} has ${
        count * channels
      } values; there are ${pixels.length}.`,
    );
  }
  let sum = 0;
  let squares = 0;
  let colour = 0;
  for (let i = 0; i < pixels.length; i += channels) {
    const [r, g, b] =
      channels === 1
        ? [pixels[i], pixels[i], pixels[i]]
        : [pixels[i], pixels[i + 1], pixels[i + 2]];
    const luma = (LUMA[0] * r + LUMA[1] * g + LUMA[2] * b) / 255;
    sum += luma;
    squares += luma * luma;
    colour += (Math.max(r, g, b) - Math.min(r, g, b)) / 255;
  }
  const brightness = sum / count;
  return {
    width,
    height,
    aspect: width / height,
    brightness,
    contrast: Math.sqrt(Math.max(0, squares / count - brightness ** 2)),
    colourfulness: colour / count,
  };
}
