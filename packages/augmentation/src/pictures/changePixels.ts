import { seededRandom } from '@greenroom/label-quality';
import sharp, { type Sharp } from 'sharp';
import { normalDraw } from '../tabular/normalDraw';
import type { DrawnChange } from './DrawnChange';
import { coloursOf, type Pixels } from './Pixels';

/** Neither dark nor bright. */
const GREY = 128;

/**
 * Carries a change out. Sizes are those of `placedBy`.
 *
 * @throws Error where sharp cannot
 */
export async function changePixels(
  pixels: Pixels,
  change: DrawnChange,
): Promise<Pixels> {
  switch (change.op) {
    case 'flip':
      return through(pixels, image =>
        change.axis === 'horizontal' ? image.flop() : image.flip(),
      );
    case 'rotate':
      return rotated(pixels, change.degrees);
    case 'crop':
      return through(pixels, image =>
        image.extract({
          left: change.x,
          top: change.y,
          width: change.width,
          height: change.height,
        }),
      );
    case 'resize':
      return through(pixels, image =>
        image.resize(change.width, change.height, { fit: 'fill' }),
      );
    case 'blur':
      return through(pixels, image => image.blur(change.sigma));
    case 'light':
      return eachColour(pixels, value => value * change.factor);
    case 'noise': {
      const random = seededRandom(change.seed);
      return eachColour(
        pixels,
        value => value + change.deviation * normalDraw(random),
      );
    }
    case 'occlude':
      return occluded(pixels, change);
    default:
      throw new Error(
        `Unknown change ${JSON.stringify(change satisfies never)}`,
      );
  }
}

/** On a canvas of another size, filled or cut around its middle. */
async function rotated(pixels: Pixels, degrees: number): Promise<Pixels> {
  const background = edgeColour(pixels);
  const large = await through(pixels, image =>
    image.rotate(degrees, { background }),
  );
  const { width, height } = pixels;
  const wide = Math.max(0, width - large.width);
  const high = Math.max(0, height - large.height);
  // A canvas that grew in both directions holds all of the picture already.
  const filled =
    wide === 0 && high === 0
      ? large
      : await through(large, image =>
          image.extend({
            left: Math.floor(wide / 2),
            right: Math.ceil(wide / 2),
            top: Math.floor(high / 2),
            bottom: Math.ceil(high / 2),
            background,
          }),
        );
  return through(filled, image =>
    image.extract({
      left: Math.round((filled.width - width) / 2),
      top: Math.round((filled.height - height) / 2),
      width,
      height,
    }),
  );
}

/** The mean of the pixels around the edge: what the corners are filled with. */
function edgeColour({ width, height, channels, values }: Pixels) {
  const sums = [0, 0, 0, 0];
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x > 0 && x < width - 1 && y > 0 && y < height - 1) continue;
      for (let c = 0; c < channels; c++)
        sums[c] += values[(y * width + x) * channels + c];
      count++;
    }
  const mean = (channel: number) => sums[channel] / count;
  const [r, g, b] = [0, 1, 2].map(c => mean(channels === 1 ? 0 : c));
  const alpha = channels === 4 ? mean(3) / 255 : 1;
  return { r, g, b, alpha };
}

async function through(
  { values, width, height, channels }: Pixels,
  change: (image: Sharp) => Sharp,
): Promise<Pixels> {
  const { data, info } = await change(
    sharp(values, { raw: { width, height, channels } }),
  )
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    channels: info.channels as Pixels['channels'],
    values: data,
  };
}

/** A clamped array rounds, and keeps within a byte. */
function eachColour(pixels: Pixels, change: (value: number) => number): Pixels {
  const { channels, values } = pixels;
  const colours = coloursOf(pixels);
  const changed = new Uint8ClampedArray(values.length);
  for (let at = 0; at < values.length; at += channels)
    for (let c = 0; c < channels; c++)
      changed[at + c] = c < colours ? change(values[at + c]) : values[at + c];
  return { ...pixels, values: new Uint8Array(changed.buffer) };
}

function occluded(
  pixels: Pixels,
  part: Extract<DrawnChange, { op: 'occlude' }>,
): Pixels {
  const { width, channels } = pixels;
  const values = pixels.values.slice();
  const colours = coloursOf(pixels);
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) {
      const at = (y * width + x) * channels;
      values.fill(GREY, at, at + colours);
      if (colours < channels) values[at + colours] = 255;
    }
  return { ...pixels, values };
}
