import { fallingOrder } from '../rows/orderBy';
import type { DetectionPicture } from './DetectionAccumulator';

/** Overlaps a found box must reach to count; rounded as pycocotools' are, since overlaps may be equal to one. */
export const IOU_THRESHOLDS = Array.from(
  { length: 10 },
  (_, i) => 0.5 + i * ((0.95 - 0.5) / 9),
);
/** Found boxes of one class in one picture that count at most. */
export const MOST_FOUND = 100;

/** Areas in square pixels, both ends included. */
export type AreaRange = { readonly least: number; readonly most: number };

/** What became of the found boxes of one class in one picture, the surest first. */
export type PictureMatches = {
  readonly scores: readonly number[];
  /** Thresholds x found: 1 right, 0 wrong, -1 left out. */
  readonly outcome: Int8Array;
  /** Given boxes that should be found. */
  readonly wanted: number;
};

/**
 * Matches found to given boxes of one class as COCO does (Lin et al. 2014;
 * pycocotools' evaluateImg): the surest found box takes the given box that it
 * overlaps most and at least by the threshold, boxes that count before those
 * that don't (crowds, and areas outside the range). A found box that took one of
 * those, or none while its own area is outside, is left out.
 */
export function matchPicture(
  { given, found }: DetectionPicture,
  k: number,
  range: AreaRange,
): PictureMatches {
  const isOutside = (area: number) => area < range.least || area > range.most;
  const own = indicesOf(given.classes, k);
  const ignored = own.filter(
    g => isCrowd(given, g) || isOutside(areaOf(given, g)),
  );
  const labels = [...own.filter(g => !ignored.includes(g)), ...ignored];
  const wanted = own.length - ignored.length;
  const candidates = indicesOf(found.classes, k);
  const surest = Array.from(
    fallingOrder(candidates.map(d => found.scores[d])),
    i => candidates[i],
  ).slice(0, MOST_FOUND);
  const overlaps = surest.map(d =>
    labels.map(g => overlap(found, d, given, g)),
  );
  const outcome = new Int8Array(IOU_THRESHOLDS.length * surest.length);
  IOU_THRESHOLDS.forEach((threshold, t) => {
    const taken = new Set<number>();
    surest.forEach((d, i) => {
      const match = bestOf(overlaps[i], threshold, {
        wanted,
        isFree: l => !taken.has(l) || isCrowd(given, labels[l]),
      });
      if (match >= 0) taken.add(match);
      outcome[t * surest.length + i] = outcomeOf(match, {
        wanted,
        isOutside: isOutside(found.boxes[4 * d + 2] * found.boxes[4 * d + 3]),
      });
    });
  });
  return { scores: surest.map(d => found.scores[d]), outcome, wanted };
}

/** 1 right, 0 wrong, -1 left out. */
function outcomeOf(
  match: number,
  box: { wanted: number; isOutside: boolean },
): number {
  if (match >= box.wanted) return -1;
  if (match >= 0) return 1;
  return box.isOutside ? -1 : 0;
}

/** The label overlapped most (of equal ones the last), those that count first; -1 where none is overlapped enough. */
function bestOf(
  overlaps: readonly number[],
  threshold: number,
  labels: { wanted: number; isFree: (label: number) => boolean },
): number {
  let least = Math.min(threshold, 1 - 1e-10);
  let best = -1;
  for (let l = 0; l < overlaps.length; l++) {
    if (!labels.isFree(l)) continue;
    if (best >= 0 && best < labels.wanted && l >= labels.wanted) break;
    if (overlaps[l] < least) continue;
    least = overlaps[l];
    best = l;
  }
  return best;
}

/** Intersection over union; over the found box alone where the given one is around a crowd. */
function overlap(
  found: DetectionPicture['found'],
  d: number,
  given: DetectionPicture['given'],
  g: number,
): number {
  const [left, top, width, height] = [0, 1, 2, 3].map(
    j => found.boxes[4 * d + j],
  );
  const [x, y, w, h] = [0, 1, 2, 3].map(j => given.boxes[4 * g + j]);
  const across = Math.min(left + width, x + w) - Math.max(left, x);
  const down = Math.min(top + height, y + h) - Math.max(top, y);
  if (across <= 0 || down <= 0) return 0;
  const shared = across * down;
  const union = isCrowd(given, g)
    ? width * height
    : width * height + w * h - shared;
  return shared / union;
}

function areaOf(given: DetectionPicture['given'], g: number): number {
  return given.areas?.[g] ?? given.boxes[4 * g + 2] * given.boxes[4 * g + 3];
}

function isCrowd(given: DetectionPicture['given'], g: number): boolean {
  return given.crowd?.[g] === 1;
}

function indicesOf(classes: ArrayLike<number>, k: number): number[] {
  return Array.from(classes, (c, i) => (c === k ? i : -1)).filter(i => i >= 0);
}
