import type { MaskImage, MaskShape } from './MaskImage';

/**
 * Makes one pixel of each block of factor x factor: probabilities are averaged
 * and renormalised, the label is the one most pixels have (of equals, the lower
 * class).
 *
 * cleanlab 2.9 averages the labels, so that a block of classes 0 and 2 becomes
 * class 1; classes are names, not amounts, so here they vote.
 *
 * @throws RangeError where height or width is no multiple of the factor
 */
export function downsample(
  { labels, predProbs }: MaskImage,
  shape: MaskShape,
  factor: number,
): MaskImage & { readonly shape: MaskShape } {
  const { classes, height, width } = shape;
  if (!Number.isInteger(factor) || factor < 1)
    throw new RangeError(
      `The factor is ${factor}; give a whole number of at least 1.`,
    );
  if (height % factor !== 0 || width % factor !== 0) {
    throw new RangeError(
      `Pictures of ${height} x ${width} pixels do not divide by ${factor}. Choose a divisor of both.`,
    );
  }
  const small = { classes, height: height / factor, width: width / factor };
  const pixels = small.height * small.width;
  const smallLabels = new Int32Array(pixels);
  const smallProbs = new Float64Array(classes * pixels);
  const votes = new Int32Array(classes);
  for (let pixel = 0; pixel < pixels; pixel++) {
    votes.fill(0);
    let sum = 0;
    for (const from of block(pixel, small.width, width, factor)) {
      votes[labels[from]]++;
      for (let j = 0; j < classes; j++) {
        const p = predProbs[j * height * width + from];
        smallProbs[j * pixels + pixel] += p;
        sum += p;
      }
    }
    smallLabels[pixel] = votes.indexOf(Math.max(...votes));
    for (let j = 0; j < classes; j++) smallProbs[j * pixels + pixel] /= sum;
  }
  return { labels: smallLabels, predProbs: smallProbs, shape: small };
}

/** The pixels of the picture that one pixel of the smaller one stands for. */
export function block(
  smallPixel: number,
  smallWidth: number,
  width: number,
  factor: number,
): number[] {
  const top = Math.floor(smallPixel / smallWidth) * factor;
  const left = (smallPixel % smallWidth) * factor;
  return Array.from(
    { length: factor * factor },
    (_, i) => (top + Math.floor(i / factor)) * width + left + (i % factor),
  );
}
