import { collectAnnotations } from '../../../annotators/Annotations';
import type { Coefficient } from '../../../annotators/itemAgreement';
import { krippendorffAlpha } from '../../../annotators/krippendorffAlpha';
import type { MatchedImage } from './compareAnnotators';

/**
 * Krippendorff's alpha over boxes: each thing that anyone drew is a unit and its
 * class the value; who saw the picture and drew nothing there said "nothing",
 * which is a value too (Tschirschwitz et al. 2022, "Drawing the same bounding
 * box twice?"). The interval resamples things.
 *
 * @returns NaN where nothing could differ, or nobody drew anything
 */
export function boxAlpha(
  images: readonly MatchedImage[],
  annotators: number,
  classes: number,
): Coefficient {
  const nothing = classes;
  const row: number[] = [];
  const annotator: number[] = [];
  const label: number[] = [];
  let things = 0;
  for (const { image, matches } of images) {
    for (const match of matches) {
      for (const [who, boxes] of image.entries()) {
        if (!boxes) continue;
        const place = match.find(found => found.annotator === who);
        row.push(things);
        annotator.push(who);
        label.push(place ? boxes.classes[place.box] : nothing);
      }
      things++;
    }
  }
  if (things === 0) return { value: NaN, low: NaN, high: NaN };
  return krippendorffAlpha(
    collectAnnotations({
      rows: things,
      annotators,
      classes: classes + 1,
      row: Int32Array.from(row),
      annotator: Int32Array.from(annotator),
      label: Int32Array.from(label),
    }),
  ).nominal;
}
