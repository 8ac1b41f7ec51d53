import { coloursOf, type Pixels } from './Pixels';

/** Of grey, and of colour: what label quality tells pictures apart by. */
const GREY_SIDE = 16;
const COLOUR_SIDE = 4;
/** The form of a picture counts as much as so many pixels squared. */
const ASPECT_WEIGHT = 4;

/** Numbers of one picture. */
export const VECTOR_COLUMNS = GREY_SIDE ** 2 + 3 * COLOUR_SIDE ** 2 + 1;

/**
 * A picture as few numbers, by which pictures are compared: 16 x 16 means of
 * grey, 4 x 4 of red, green and blue, each from 0 to 1, and its form. What is
 * transparent counts as black.
 */
export function pictureVector(pixels: Pixels): Float64Array {
  const { width, height } = pixels;
  const vector = new Float64Array(VECTOR_COLUMNS);
  let at = 0;
  const red = (x: number, y: number) => valueOf(pixels, x, y, 0);
  const green = (x: number, y: number) => valueOf(pixels, x, y, 1);
  const blue = (x: number, y: number) => valueOf(pixels, x, y, 2);
  // ITU-R BT.601.
  const grey = (x: number, y: number) =>
    0.299 * red(x, y) + 0.587 * green(x, y) + 0.114 * blue(x, y);
  for (const mean of means(pixels, GREY_SIDE, grey)) vector[at++] = mean / 255;
  for (const colour of [red, green, blue])
    for (const mean of means(pixels, COLOUR_SIDE, colour))
      vector[at++] = mean / 255;
  vector[at] = ASPECT_WEIGHT * Math.log(width / height);
  return vector;
}

function valueOf(
  pixels: Pixels,
  x: number,
  y: number,
  channel: 0 | 1 | 2,
): number {
  const { width, channels, values } = pixels;
  const at = (y * width + x) * channels;
  const value = values[at + (coloursOf(pixels) === 1 ? 0 : channel)];
  return channels === 4 ? (value * values[at + 3]) / 255 : value;
}

/** The mean of each of side x side parts; of a picture with fewer pixels, the nearest pixel. */
function means(
  { width, height }: Pixels,
  side: number,
  valueAt: (x: number, y: number) => number,
): Float64Array {
  const partsOf = (length: number) =>
    Array.from({ length: side }, (_, i) => {
      const from = Math.floor((i * length) / side);
      return {
        from,
        to: Math.max(from + 1, Math.floor(((i + 1) * length) / side)),
      };
    });
  const columns = partsOf(width);
  return Float64Array.from(
    partsOf(height).flatMap(rows =>
      columns.map(part => {
        let sum = 0;
        for (let y = rows.from; y < rows.to; y++)
          for (let x = part.from; x < part.to; x++) sum += valueAt(x, y);
        return sum / ((rows.to - rows.from) * (part.to - part.from));
      }),
    ),
  );
}
