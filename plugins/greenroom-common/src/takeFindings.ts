import { sameBox } from './boxChanges';
import type { BoxFinding } from './labels';
import type { Box } from './rows';

const FIELDS = ['label', 'x', 'y', 'width', 'height'] as const;

/**
 * The boxes of a picture once some of its findings are taken: changed boxes
 * where they were, boxes that nobody drew at the end. Findings about a box that
 * is not there change nothing.
 */
export function takeFindings(
  boxes: readonly Box[],
  findings: readonly BoxFinding[],
): Box[] {
  return [
    ...boxes.flatMap(
      (box, index) =>
        correctedBox(box, findingsOfBox(boxes, index, findings)) ?? [],
    ),
    ...findings.flatMap(({ given, suggested }) =>
      given === undefined && suggested ? [suggested] : [],
    ),
  ];
}

/** The findings about one of the boxes; of boxes that are alike, they are about the first. */
export function findingsOfBox<T extends Pick<BoxFinding, 'given'>>(
  boxes: readonly Box[],
  index: number,
  findings: readonly T[],
): T[] {
  const isFirst = !boxes
    .slice(0, index)
    .some(box => sameBox(box, boxes[index]));
  return isFirst
    ? findings.filter(({ given }) => given && sameBox(given, boxes[index]))
    : [];
}

/**
 * A box as its findings would have it: each changes the fields in which it
 * differs from what is given, so that one of the class and one of the place go
 * together; undefined where one says that nothing should stand there.
 */
export function correctedBox(
  box: Box,
  findings: readonly Pick<BoxFinding, 'suggested'>[],
): Box | undefined {
  let corrected: Box | undefined = box;
  for (const { suggested } of findings) {
    if (!suggested) return undefined;
    for (const field of FIELDS) {
      if (suggested[field] !== box[field])
        corrected = { ...corrected, [field]: suggested[field] };
    }
  }
  return corrected;
}
