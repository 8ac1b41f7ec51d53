import type { DetectionPicture } from './DetectionAccumulator';
import { IOU_THRESHOLDS, matchPicture } from './matchPicture';

const ALL_AREAS = { least: 0, most: Infinity };
/** Place of IoU 0.5 among the thresholds. */
const AT_50 = IOU_THRESHOLDS.indexOf(0.5);

/** What became of the boxes of one picture. */
export type BoxCounts = {
  readonly right: number;
  /** Given, and not found. */
  readonly missed: number;
  /** Found, and not given. */
  readonly wrong: number;
};

/** Counts the boxes of a picture that were found right, missed, and found where none of the class is, at an overlap of 0.5. */
export function countBoxes(
  picture: DetectionPicture,
  classes: number,
): BoxCounts {
  let [right, missed, wrong] = [0, 0, 0];
  for (let k = 0; k < classes; k++) {
    const { scores, outcome, wanted } = matchPicture(picture, k, ALL_AREAS);
    const own = outcome.subarray(
      AT_50 * scores.length,
      (AT_50 + 1) * scores.length,
    );
    const hits = own.reduce((sum, each) => sum + (each === 1 ? 1 : 0), 0);
    right += hits;
    missed += wanted - hits;
    wrong += own.reduce((sum, each) => sum + (each === 0 ? 1 : 0), 0);
  }
  return { right, missed, wrong };
}
