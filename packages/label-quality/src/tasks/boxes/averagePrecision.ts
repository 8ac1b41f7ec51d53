import { BoxImage, iou } from './Boxes';

/** IoU a detection must reach to count, as COCO averages over. */
const IOU_THRESHOLDS = Array.from({ length: 10 }, (_, i) => 0.5 + 0.05 * i);

/** A detection of the class at hand, with its best box among the labels. */
type Candidate = {
  readonly image: number;
  readonly probability: number;
  readonly label: number;
  readonly overlap: number;
};

/**
 * Average precision of a model for each class, averaged over IoU 0.5 to 0.95
 * (Lin et al. 2014, COCO; the area under the interpolated curve, as Pascal VOC
 * 2010 and cleanlab 2.9 take it). A class without labels or detections has 0.
 *
 * @returns classes values
 */
export function averagePrecision(
  images: readonly BoxImage[],
  classes: number,
): Float64Array {
  const labelled = new Float64Array(classes);
  const candidates = Array.from({ length: classes }, (): Candidate[] => []);
  images.forEach(({ labels, detections }, image) => {
    for (const label of labels.classes) labelled[label]++;
    detections.classes.forEach((k, d) => {
      let best = -1;
      let overlap = -1;
      labels.classes.forEach((label, l) => {
        if (label !== k) return;
        const value = iou(detections.corners, d, labels.corners, l);
        if (value > overlap) {
          best = l;
          overlap = value;
        }
      });
      const probability = detections.probabilities[d];
      candidates[k].push({ image, probability, label: best, overlap });
    });
  });
  return labelled.map((count, k) => {
    const ordered = candidates[k].sort((a, b) => b.probability - a.probability);
    const sum = IOU_THRESHOLDS.reduce(
      (total, threshold) => total + areaUnderCurve(ordered, threshold, count),
      0,
    );
    return sum / IOU_THRESHOLDS.length;
  });
}

/** Each label is hit once, by the surest detection that has it as its best. */
function areaUnderCurve(
  ordered: readonly Candidate[],
  threshold: number,
  labelled: number,
): number {
  if (labelled === 0) return 0;
  const hit = new Set<string>();
  const precisions: number[] = [];
  const isHit = ordered.map(({ image, label, overlap }, i) => {
    const place = `${image} ${label}`;
    const counts = overlap >= threshold && !hit.has(place);
    if (counts) hit.add(place);
    precisions.push(hit.size / (i + 1));
    return counts;
  });
  let precision = 0;
  let sum = 0;
  for (let i = ordered.length - 1; i >= 0; i--) {
    precision = Math.max(precision, precisions[i]);
    if (isHit[i]) sum += precision / labelled;
  }
  return sum;
}
