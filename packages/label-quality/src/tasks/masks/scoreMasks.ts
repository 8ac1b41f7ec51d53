import { softmin } from '../softmin';
import { checkMaskImage, MaskImage, MaskImages, MaskShape } from './MaskImage';

const SOFTMIN_TEMPERATURE = 0.1;

/** p of the given class of each pixel. */
export function pixelScores(
  { labels, predProbs }: MaskImage,
  { height, width }: MaskShape,
): Float64Array {
  const pixels = height * width;
  return Float64Array.from(
    labels,
    (label, pixel) => predProbs[label * pixels + pixel],
  );
}

/**
 * How right the mask of each picture looks, from 0 (wrong) to 1 (right): the
 * softmin of its pixels' self-confidence (Lad and Mueller 2023, "Estimating
 * label quality and errors in semantic segmentation data via any model").
 *
 * @returns a score for each picture
 * @throws RangeError naming picture, row and column of a value that cannot be used
 */
export function scoreMasks(
  masks: MaskImages & {
    readonly temperature?: number;
    readonly onImage?: (imagesDone: number) => void;
  },
): Float64Array {
  const { temperature = SOFTMIN_TEMPERATURE } = masks;
  return Float64Array.from({ length: masks.images }, (_, i) => {
    const image = masks.imageAt(i);
    checkMaskImage(image, masks, i);
    const score = softmin(pixelScores(image, masks), temperature);
    masks.onImage?.(i + 1);
    return score;
  });
}
