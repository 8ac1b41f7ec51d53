/** A picture whose pixels carry a class each, and a model's word on them. */
export type MaskImage = {
  /** Class of each pixel, height x width, row-major. */
  readonly labels: Int32Array;
  /** classes x height x width probabilities, out-of-sample: plane after plane, as models give them. */
  readonly predProbs: Float64Array;
};

export type MaskShape = {
  readonly classes: number;
  readonly height: number;
  readonly width: number;
};

/** Pictures that are read one at a time, as often as they are asked for. */
export type MaskImages = MaskShape & {
  readonly images: number;
  readonly imageAt: (image: number) => MaskImage;
};

/** Rounding of a softmax in single precision. */
const PROBABILITY_ROUNDING = 1e-5;

/**
 * Checks one picture.
 *
 * @throws RangeError naming picture, row and column of a value that cannot be used
 */
export function checkMaskImage(
  { labels, predProbs }: MaskImage,
  { classes, height, width }: MaskShape,
  image: number,
): void {
  const pixels = height * width;
  if (labels.length !== pixels || predProbs.length !== classes * pixels) {
    throw new RangeError(
      `Picture ${image} has ${labels.length} labels and ${predProbs.length} probabilities; ${pixels} and ${classes} times ${pixels} are expected.`,
    );
  }
  const place = (pixel: number) =>
    `Picture ${image}, row ${Math.floor(pixel / width)}, column ${
      pixel % width
    }`;
  for (let pixel = 0; pixel < pixels; pixel++) {
    if (!(labels[pixel] >= 0 && labels[pixel] < classes)) {
      throw new RangeError(
        `${place(pixel)} has label ${labels[pixel]}; classes go from 0 to ${
          classes - 1
        }.`,
      );
    }
  }
  for (let at = 0; at < predProbs.length; at++) {
    if (!(predProbs[at] >= 0 && predProbs[at] <= 1 + PROBABILITY_ROUNDING)) {
      throw new RangeError(
        `${place(at % pixels)}, class ${Math.floor(at / pixels)}: ${
          predProbs[at]
        } is no probability.`,
      );
    }
  }
}

/** The most probable class of a pixel; of equals, the first. */
export function likeliestClass(
  predProbs: Float64Array,
  pixel: number,
  { classes, height, width }: MaskShape,
): number {
  const pixels = height * width;
  let best = 0;
  for (let j = 1; j < classes; j++)
    if (predProbs[j * pixels + pixel] > predProbs[best * pixels + pixel])
      best = j;
  return best;
}
