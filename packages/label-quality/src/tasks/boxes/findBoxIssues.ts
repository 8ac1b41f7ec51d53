import { averagePrecision } from './averagePrecision';
import { BoxImage, iou } from './Boxes';
import { scoreBoxes } from './scoreBoxes';

/**
 * A box is an issue where its score is at most this much of the model's
 * average precision for the class (cleanlab 2.9: 0.25 times 0.8): of a model
 * that is often wrong, less is believed.
 */
const PRECISION_SHARE = 0.25 * 0.8;

export type BoxIssue = {
  readonly image: number;
  /** Index among the detections where overlooked, else among the labels. */
  readonly box: number;
  readonly kind: 'overlooked' | 'badly-located' | 'swapped';
  readonly score: number;
  /** The detection that speaks against the box; null where no detection overlaps it. */
  readonly detection: number | null;
};

export type BoxIssues = {
  /** Pictures with any doubtful box, worst first; ties by picture. */
  readonly images: readonly number[];
  /** Score of each picture (see `scoreBoxes`). */
  readonly scores: Float64Array;
  /** Doubtful boxes in the order of pictures. */
  readonly issues: readonly BoxIssue[];
  readonly averagePrecision: Float64Array;
};

/**
 * Which boxes look overlooked, badly located or labelled with another's class
 * (ObjectLab; see `scoreBoxes`).
 *
 * @throws RangeError naming picture and box that cannot be used
 */
export function findBoxIssues(
  images: readonly BoxImage[],
  classes: number,
): BoxIssues {
  const { scores, boxes } = scoreBoxes(images, classes);
  const precision = averagePrecision(images, classes);
  const issues = images.flatMap(({ labels, detections }, image) => {
    const below = (
      kind: BoxIssue['kind'],
      values: Float64Array,
      kinds: Int32Array,
    ) =>
      Array.from(values, (score, box) => ({ image, box, kind, score }))
        .filter(
          ({ score, box }) => score <= PRECISION_SHARE * precision[kinds[box]],
        )
        .map(issue => ({
          ...issue,
          detection: witness(images[image], kind, issue.box),
        }));
    const { overlooked, badlyLocated, swapped } = boxes[image];
    return [
      ...below('overlooked', overlooked, detections.classes),
      ...below('badly-located', badlyLocated, labels.classes),
      ...below('swapped', swapped, labels.classes),
    ];
  });
  return {
    images: [...new Set(issues.map(({ image }) => image))].sort(
      (a, b) => scores[a] - scores[b] || a - b,
    ),
    scores,
    issues,
    averagePrecision: precision,
  };
}

/** The detection that overlaps the box most: of its class for its place, of another for its class. */
function witness(
  { labels, detections }: BoxImage,
  kind: BoxIssue['kind'],
  box: number,
): number | null {
  if (kind === 'overlooked') return box;
  let best: number | null = null;
  let overlap = 0;
  detections.classes.forEach((k, d) => {
    if ((k === labels.classes[box]) !== (kind === 'badly-located')) return;
    const value = iou(labels.corners, box, detections.corners, d);
    if (value <= overlap) return;
    best = d;
    overlap = value;
  });
  return best;
}
