import type { Picture } from './imageProperties';

/** cleanvision measures blur on pictures made this small. */
export const BLUR_MOST_PIXELS = 64;
const NORMALISING = 0.01;
/** A spread of greys that says less than this says nothing. */
const LEAST_SPREAD = 0.18;

/**
 * Sharpness from 0 to 1: the spread of the edges, and of the counts of greys
 * (cleanvision 0.3's blur check).
 *
 * @throws RangeError where the picture is larger than 64 pixels
 */
export function blurScore(picture: Picture): number {
  const { width, height } = picture;
  if (Math.max(width, height) > BLUR_MOST_PIXELS)
    throw new RangeError(
      `The sharpness of a picture of ${width} x ${height} is measured on a smaller one. Scale it to at most ${BLUR_MOST_PIXELS} pixels.`,
    );
  const grey = greyOf(picture);
  const counts = new Float64Array(256);
  for (const value of grey) counts[value]++;
  const saturated = (spread: number) => 1 - Math.exp(-spread * NORMALISING);
  const edges = saturated(spreadOf(edgesOf(grey, width, height)));
  const greys = saturated(spreadOf(counts));
  return Math.min(1, edges + (greys <= LEAST_SPREAD ? 0 : greys));
}

/** Luma of ITU-R BT.601 in 16-bit fixed point, as Pillow rounds it. */
function greyOf({ pixels, channels }: Picture): Uint8Array {
  if (channels === 1) return pixels;
  return Uint8Array.from({ length: pixels.length / 3 }, (_, i) => {
    const [red, green, blue] = pixels.subarray(i * 3, i * 3 + 3);
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  });
}

/** Eight times each pixel less those around it, cut to a byte; the border stays (Pillow's FIND_EDGES). */
function edgesOf(grey: Uint8Array, width: number, height: number) {
  const edges = Uint8ClampedArray.from(grey);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let around = 0;
      for (let row = y - 1; row <= y + 1; row++)
        for (let column = x - 1; column <= x + 1; column++)
          around += grey[row * width + column];
      edges[y * width + x] = 9 * grey[y * width + x] - around;
    }
  }
  return edges;
}

/** Standard deviation. */
function spreadOf(values: Uint8ClampedArray | Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}
