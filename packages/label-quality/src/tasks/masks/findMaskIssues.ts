import { block, downsample } from './downsample';
import {
  checkMaskImage,
  likeliestClass,
  MaskImage,
  MaskImages,
  MaskShape,
} from './MaskImage';
import { pixelScores } from './scoreMasks';

/** A threshold is never less than this (cleanlab's floor for classes without mass). */
const THRESHOLD_FLOOR = 2e-6;
/** No probability reaches this: a class without pixels is never confidently predicted. */
const ABSENT_THRESHOLD = 2;
/** Rounding that a probability may lack to reach its threshold. */
const THRESHOLD_TOLERANCE = 1e-6;

export type MaskIssues = {
  /** For each picture its doubtful pixels, ascending. */
  readonly pixels: readonly Int32Array[];
  /** How often pixels of one class look like another, most frequent first. */
  readonly common: readonly {
    readonly given: number;
    readonly suggested: number;
    readonly pixels: number;
  }[];
};

/**
 * Which pixels are labelled wrongly (Lad and Mueller 2023; as cleanlab 2.9's
 * `segmentation.filter`): as many pixels of the lowest self-confidence as there
 * are whose likeliest class is another one and reaches that class's threshold.
 * Each picture is read three times and none is kept; a score a pixel is.
 *
 * A class no pixel is labelled with is never confidently predicted; cleanlab
 * 2.9 gives it a threshold of almost nothing here, and none in its other
 * filters.
 *
 * @throws RangeError naming picture, row and column of a value that cannot be used
 */
export function findMaskIssues(
  masks: MaskImages & {
    /** Side of the blocks of pixels that are judged as one; default 1. */
    readonly factor?: number;
    /** Called as pictures pass, three times each. */
    readonly onImage?: (imagesDone: number) => void;
  },
): MaskIssues {
  const { factor = 1 } = masks;
  let done = 0;
  const eachImage = (use: (image: MaskImage, i: number) => void) => {
    for (let i = 0; i < masks.images; i++) {
      use(masks.imageAt(i), i);
      masks.onImage?.(++done);
    }
  };
  const perImage = (masks.height * masks.width) / factor ** 2;
  const scores = new Float64Array(masks.images * perImage);
  const sums = new Float64Array(masks.classes);
  const counts = new Float64Array(masks.classes);
  eachImage((image, i) => {
    checkMaskImage(image, masks, i);
    const small = downsample(image, masks, factor);
    const own = pixelScores(small, small.shape);
    scores.set(own, i * perImage);
    small.labels.forEach((label, pixel) => {
      sums[label] += own[pixel];
      counts[label]++;
    });
  });
  const thresholds = sums.map((sum, j) =>
    counts[j] === 0
      ? ABSENT_THRESHOLD
      : Math.max(sum / counts[j], THRESHOLD_FLOOR),
  );

  let count = 0;
  eachImage(image => {
    const small = downsample(image, masks, factor);
    count += confidentDisputes(small, small.shape, thresholds);
  });

  const isLow = lowest(scores, count);
  const transitions = new Float64Array(masks.classes ** 2);
  const found: Int32Array[] = [];
  eachImage((image, i) => {
    const pixels: number[] = [];
    for (let small = 0; small < perImage; small++) {
      if (!isLow(i * perImage + small)) continue;
      pixels.push(...block(small, masks.width / factor, masks.width, factor));
    }
    const doubtful = pixels.filter(pixel => {
      const likeliest = likeliestClass(image.predProbs, pixel, masks);
      if (likeliest === image.labels[pixel]) return false;
      transitions[image.labels[pixel] * masks.classes + likeliest]++;
      return true;
    });
    found.push(Int32Array.from(doubtful).sort());
  });
  return { pixels: found, common: mostFrequent(transitions, masks.classes) };
}

function confidentDisputes(
  { labels, predProbs }: MaskImage,
  shape: MaskShape,
  thresholds: Float64Array,
): number {
  const pixels = shape.height * shape.width;
  let count = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const likeliest = likeliestClass(predProbs, pixel, shape);
    if (likeliest === labels[pixel]) continue;
    const p = predProbs[likeliest * pixels + pixel];
    if (p >= thresholds[likeliest] - THRESHOLD_TOLERANCE) count++;
  }
  return count;
}

/** Tells whether a score is among the `count` lowest; of equal ones, the first are. */
function lowest(
  scores: Float64Array,
  count: number,
): (index: number) => boolean {
  if (count === 0) return () => false;
  const sorted = scores.slice().sort();
  const limit = sorted[count - 1];
  let ties = 0;
  for (let i = count - 1; i >= 0 && sorted[i] === limit; i--) ties++;
  let lastTie = -1;
  for (let i = 0; ties > 0; i++) {
    if (scores[i] !== limit) continue;
    lastTie = i;
    ties--;
  }
  return i => scores[i] < limit || (scores[i] === limit && i <= lastTie);
}

function mostFrequent(
  transitions: Float64Array,
  classes: number,
): MaskIssues['common'] {
  return Array.from(transitions, (pixels, at) => ({
    given: Math.floor(at / classes),
    suggested: at % classes,
    pixels,
  }))
    .filter(({ pixels }) => pixels > 0)
    .sort((a, b) => b.pixels - a.pixels);
}
