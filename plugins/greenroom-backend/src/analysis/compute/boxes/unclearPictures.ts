import type { DrawnBoxes } from './drawnBoxes';
import type { Picture } from './Picture';

/** A picture whose annotators read the guideline differently. */
export type UnclearPicture = {
  readonly picture: Picture;
  /** How far they agree, 0 to 1. */
  readonly score: number;
  readonly why: string;
};

/** Where less is the same (mean F1 of the pairs of annotators), it is more than a slip of one of them. */
const LEAST_AGREEMENT = 0.8;

/** Pictures on which annotators differ, the worst first; nobody is named. */
export function unclearPictures(
  { pictures, images, agreement }: DrawnBoxes,
  guideline: string | undefined,
): UnclearPicture[] {
  const grouped = new Set(agreement.groupings.map(({ image }) => image));
  return pictures
    .flatMap((picture, i): UnclearPicture[] => {
      const score = agreement.pictures[i];
      if (!(score < LEAST_AGREEMENT)) return [];
      const people = images[i].filter(boxes => boxes !== null).length;
      const around = grouped.has(i)
        ? ' Somebody draws one box around several things where others draw one for each.'
        : '';
      return [
        {
          picture,
          score,
          why: `Its ${people} annotators agree on ${(100 * score).toFixed(
            0,
          )} % of the boxes.${around} Sharpen the guideline${
            guideline ? ` (${guideline})` : ''
          }.`,
        },
      ];
    })
    .sort(
      (a, b) => a.score - b.score || (a.picture.key < b.picture.key ? -1 : 1),
    );
}
