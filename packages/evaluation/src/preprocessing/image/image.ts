import { decodePicture, type Pixels } from '@greenroom/dataset';
import type { ImageStep } from '@greenroom/manifest';
import { listIn } from '../listIn';
import type { InputRow, PreparedStep } from '../PreparedStep';
import { cropCentre } from './cropCentre';
import { resample } from './resample';
import { resizedTo, sizeOfImage } from './sizeOfImage';
import { writePixels } from './writePixels';

/**
 * Pictures as numbers: decoded where they are stored as files, scaled, cut,
 * normalised and laid out as the step says.
 *
 * @param rows - at least one where the step says no size: its first row tells it
 */
export function image(
  step: ImageStep,
  rows: readonly InputRow[],
): PreparedStep {
  const { column, channels = 1, layout } = step;
  const size = sizeOfImage(step);
  if (!size) return unsized(step, rows);
  const { width, height } = size;
  const shapes = {
    flat: undefined,
    nchw: [channels, height, width],
    nhwc: [height, width, channels],
  };
  const common = {
    input: step.input,
    width: width * height * channels,
    shape: shapes[layout],
  };
  if (step.stored === 'encoded')
    return {
      ...common,
      kind: 'slow-numbers',
      async write(row, out, at) {
        const bytes = Uint8Array.from(listIn(column, row[column]));
        const picture = await decodePicture(bytes, channels).catch(error => {
          throw new Error(`Column ${column}: ${error.message}`);
        });
        writePixels(step, arranged(step, picture), out, at);
      },
    };
  return {
    ...common,
    kind: 'numbers',
    write(row, out, at) {
      const picture = storedPixels(step, row, channels);
      writePixels(step, arranged(step, picture), out, at);
    },
  };
}

/** Raw pixels of a size that nobody says: as many as the first picture has. */
function unsized(step: ImageStep, [first]: readonly InputRow[]): PreparedStep {
  const { column, channels = 1 } = step;
  const width = first ? listIn(column, first[column]).length : 0;
  if (step.layout !== 'flat' && channels > 1) {
    throw new Error(
      `Column ${column}: the layout ${step.layout} of ${channels} channels needs width and height of the stored pictures. Say them in the step.`,
    );
  }
  return {
    kind: 'numbers',
    input: step.input,
    width,
    write(row, out, at) {
      const pixels = listIn(column, row[column]);
      if (pixels.length !== width) {
        throw new Error(
          `Column ${column}: a picture has ${pixels.length} values, the first one has ${width}. All pictures must be of one size.`,
        );
      }
      writePixels(step, { channels, values: pixels }, out, at);
    },
  };
}

function storedPixels(
  { column, width = 0, height = 0 }: ImageStep,
  row: InputRow,
  channels: 1 | 3,
): Pixels {
  const values = listIn(column, row[column]);
  if (values.length !== width * height * channels) {
    throw new Error(
      `Column ${column}: a picture has ${
        values.length
      } values; ${width} x ${height} x ${channels} are ${
        width * height * channels
      }.`,
    );
  }
  return { width, height, channels, values: Uint8Array.from(values) };
}

/** Scaled and cut; then of the size that every picture has. */
function arranged(step: ImageStep, picture: Pixels): Pixels {
  const { column, resize, crop } = step;
  const to = resize && resizedTo(resize, picture);
  const scaled = to
    ? resample(picture, to.width, to.height, resize.interpolation ?? 'bilinear')
    : picture;
  try {
    if (crop) return cropCentre(scaled, crop.width, crop.height);
  } catch (error) {
    throw new Error(`Column ${column}: ${(error as Error).message}`);
  }
  const { width, height } = sizeOfImage(step)!;
  if (scaled.width === width && scaled.height === height) return scaled;
  throw new Error(
    `Column ${column}: the picture has ${scaled.width} x ${scaled.height} pixels; the step says ${width} x ${height}.`,
  );
}
