import { softmin } from '../softmin';
import { BoxImage, centre, checkBoxes, iou } from './Boxes';

/** Of the similarity of two boxes, the part of their IoU; the rest is nearness. */
const IOU_WEIGHT = 0.9;
/** How fast nearness falls with each pixel between two centres. */
const NEARNESS_PER_PIXEL = 0.1;
/** Detections less sure than this do not speak of the place of a box. */
const LOW_PROBABILITY = 0.5;
/** Detections less sure than this do not speak of overlooked or swapped boxes. */
const HIGH_PROBABILITY = 0.95;
/** Two labels that overlap so much stand for the same thing. */
const SAME_BOX_IOU = 0.95;
const SOFTMIN_TEMPERATURE = 0.1;
const TINY = 1e-100;

/** How right each box of a picture looks, 0 to 1. */
export type BoxScores = {
  /** For each detection whether the labels have it; NaN where it is not sure enough or overlaps a label. */
  readonly overlooked: Float64Array;
  /** For each label, how well its place agrees with the detections of its class. */
  readonly badlyLocated: Float64Array;
  /** For each label, how far it is from sure detections of other classes. */
  readonly swapped: Float64Array;
};

export type ImageScores = {
  readonly scores: Float64Array;
  readonly boxes: readonly BoxScores[];
};

type Similarities = {
  /** labels x detections. */
  readonly ious: Float64Array;
  readonly similarities: Float64Array;
};

/**
 * How right the boxes of each picture look, from 0 (wrong) to 1 (right):
 * ObjectLab (Tkachenko, Thyagarajan, Mueller 2023, "ObjectLab: automated
 * diagnosis of mislabeled images in object detection data"; constants as in
 * cleanlab 2.9). The score of a picture is the geometric mean of its three
 * kinds of error, each the softmin over boxes.
 *
 * Nearness is measured in pixels, as published: pictures of other sizes give
 * other scores.
 *
 * @throws RangeError naming picture and box that cannot be used
 */
export function scoreBoxes(
  images: readonly BoxImage[],
  classes: number,
): ImageScores {
  images.forEach((image, i) => checkImage(image, classes, i));
  const similarities = images.map(similaritiesOf);
  let least = 1;
  for (const { similarities: values } of similarities)
    for (const value of values) if (value > 0 && value < least) least = value;
  const boxes = images.map((image, i) => ({
    overlooked: overlookedScores(image, similarities[i], least),
    badlyLocated: badlyLocatedScores(image, similarities[i]),
    swapped: swappedScores(image, similarities[i], least),
  }));
  return {
    scores: Float64Array.from(boxes, box => {
      const kinds = [box.overlooked, box.badlyLocated, box.swapped];
      const logarithms = kinds.map(scores =>
        Math.log(
          TINY +
            softmin(
              scores.filter(score => !Number.isNaN(score)),
              SOFTMIN_TEMPERATURE,
            ),
        ),
      );
      return Math.exp(
        logarithms.reduce((sum, value) => sum + value, 0) / kinds.length,
      );
    }),
    boxes,
  };
}

function checkImage(
  { labels, detections }: BoxImage,
  classes: number,
  i: number,
): void {
  checkBoxes(labels, classes, `Picture ${i}`);
  checkBoxes(detections, classes, `Picture ${i} of the detections`);
  if (detections.probabilities.length !== detections.classes.length)
    throw new RangeError(
      `Picture ${i} has ${detections.classes.length} detections and ${detections.probabilities.length} probabilities.`,
    );
  detections.probabilities.forEach((p, d) => {
    if (!(p >= 0 && p <= 1))
      throw new RangeError(
        `Picture ${i}, detection ${d}: ${p} is no probability.`,
      );
  });
}

function similaritiesOf({ labels, detections }: BoxImage): Similarities {
  const found = detections.classes.length;
  const ious = new Float64Array(labels.classes.length * found);
  const similarities = ious.map((_, at) => {
    const l = Math.floor(at / found);
    const d = at % found;
    ious[at] = iou(labels.corners, l, detections.corners, d);
    const [x, y] = centre(labels.corners, l);
    const [u, v] = centre(detections.corners, d);
    const nearness = Math.exp(-Math.hypot(x - u, y - v) * NEARNESS_PER_PIXEL);
    return IOU_WEIGHT * ious[at] + (1 - IOU_WEIGHT) * nearness;
  });
  return { ious, similarities };
}

function overlookedScores(
  { labels, detections }: BoxImage,
  { ious, similarities }: Similarities,
  least: number,
): Float64Array {
  const found = detections.classes.length;
  return Float64Array.from(detections.probabilities, (p, d) => {
    if (p < HIGH_PROBABILITY) return NaN;
    let best = -1;
    for (let l = 0; l < labels.classes.length; l++) {
      if (ious[l * found + d] > 0) return NaN;
      if (labels.classes[l] === detections.classes[d])
        best = Math.max(best, similarities[l * found + d]);
    }
    return best < 0 ? least * (1 - p) : best;
  });
}

function badlyLocatedScores(
  { labels, detections }: BoxImage,
  { ious, similarities }: Similarities,
): Float64Array {
  const found = detections.classes.length;
  return Float64Array.from(labels.classes, (k, l) => {
    let best = -1;
    for (let d = 0; d < found; d++) {
      if (detections.classes[d] !== k) continue;
      if (detections.probabilities[d] <= LOW_PROBABILITY) continue;
      if (ious[l * found + d] > 0)
        best = Math.max(best, similarities[l * found + d]);
    }
    return best < 0 ? 1 : best;
  });
}

function swappedScores(
  { labels, detections }: BoxImage,
  { similarities }: Similarities,
  least: number,
): Float64Array {
  const found = detections.classes.length;
  return Float64Array.from(labels.classes, (k, l) => {
    const isTwice = labels.classes.some(
      (other, m) =>
        other !== k &&
        iou(labels.corners, l, labels.corners, m) >= SAME_BOX_IOU,
    );
    if (isTwice) return least;
    let best = -1;
    for (let d = 0; d < found; d++) {
      if (detections.classes[d] === k) continue;
      if (detections.probabilities[d] > HIGH_PROBABILITY)
        best = Math.max(best, similarities[l * found + d]);
    }
    return best < 0 ? 1 : Math.max(least, 1 - best);
  });
}
