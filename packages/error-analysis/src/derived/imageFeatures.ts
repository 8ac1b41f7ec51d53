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

export type PixelSize = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
};

/** Side of the grid that a picture is compared by. */
const GRID_SIDE = 16;

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
  size: PixelSize,
): ImageFeatures {
  assertPixels(pixels, size);
  const { width, height, channels } = size;
  const count = width * height;
  let sum = 0;
  let squares = 0;
  let colour = 0;
  for (let i = 0; i < pixels.length; i += channels) {
    const [r, g, b] = coloursAt(pixels, i, channels);
    const luma = lumaOf(r, g, b);
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

/**
 * A picture as the mean luma of each cell of a grid of at most 16 x 16, row by
 * row, from 0 to 1: to be compared with others of its size.
 *
 * @throws RangeError as `imageFeatures`
 */
export function imageGrid(pixels: Uint8Array, size: PixelSize): Float32Array {
  assertPixels(pixels, size);
  const { width, height, channels } = size;
  const { columns, rows } = gridOf(size);
  const sums = new Float32Array(columns * rows);
  const counts = new Float32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const line = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const cell = line + Math.floor((x * columns) / width);
      const at = (y * width + x) * channels;
      sums[cell] += lumaOf(...coloursAt(pixels, at, channels));
      counts[cell]++;
    }
  }
  return sums.map((sum, cell) => sum / counts[cell]);
}

/** Numbers of an `imageGrid`. */
export function imageGridColumns(size: PixelSize): number {
  const { columns, rows } = gridOf(size);
  return columns * rows;
}

function gridOf({ width, height }: PixelSize) {
  return {
    columns: Math.min(GRID_SIDE, width),
    rows: Math.min(GRID_SIDE, height),
  };
}

function assertPixels(
  pixels: Uint8Array,
  { width, height, channels }: PixelSize,
): void {
  const count = width * height;
  if (count === 0 || pixels.length !== count * channels)
    throw new RangeError(
      `A picture of ${width} x ${height} x ${channels} has ${
        count * channels
      } values; there are ${pixels.length}.`,
    );
}

function coloursAt(
  pixels: Uint8Array,
  at: number,
  channels: 1 | 3 | 4,
): [number, number, number] {
  return channels === 1
    ? [pixels[at], pixels[at], pixels[at]]
    : [pixels[at], pixels[at + 1], pixels[at + 2]];
}

function lumaOf(r: number, g: number, b: number): number {
  return (LUMA[0] * r + LUMA[1] * g + LUMA[2] * b) / 255;
}
