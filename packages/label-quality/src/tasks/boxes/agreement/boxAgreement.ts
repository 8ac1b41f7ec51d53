import type { Coefficient } from '../../../annotators/itemAgreement';
import { checkBoxes } from '../Boxes';
import { AnnotatedImage, annotatorPairs } from './AnnotatedImage';
import { boxAlpha } from './boxAlpha';
import { BoxFinding, boxFindings } from './boxFindings';
import {
  AnnotatorPair,
  compareAnnotators,
  MatchedImage,
} from './compareAnnotators';
import { ConsensusBox, consensusBoxes } from './consensusBoxes';
import { findGroupings, Grouping } from './findGroupings';
import { matchBoxes } from './matchBoxes';

/** Loose boxes of half as much again on each side still overlap by this. */
const LEAST_IOU = 0.4;

export type BoxAgreement = {
  /** Krippendorff's alpha over things and their classes (see `boxAlpha`). */
  readonly alpha: Coefficient;
  /** For each picture, mean F1 of the pairs who both saw it; NaN for fewer than two. */
  readonly pictures: Float64Array;
  /** For each annotator, boxes drawn and mean F1 with the others; NaN without any. */
  readonly annotators: readonly {
    readonly boxes: number;
    readonly agreement: number;
  }[];
  readonly pairs: readonly AnnotatorPair[];
  /** What recurs between two annotators. */
  readonly findings: readonly BoxFinding[];
  readonly groupings: readonly (Grouping & { readonly image: number })[];
  /** For each picture. */
  readonly consensus: readonly (readonly ConsensusBox[])[];
};

/**
 * How far annotators agree on the boxes of the same pictures, and what they do
 * differently again and again.
 *
 * @param images - each with the boxes of all annotators, in the same order
 * @throws RangeError naming picture, annotator and box that cannot be used
 */
export function boxAgreement(
  images: readonly AnnotatedImage[],
  options: {
    readonly annotators: number;
    readonly classes: number;
    /** Boxes that overlap less are never the same thing; default 0.4. */
    readonly leastIou?: number;
    readonly onImage?: (imagesDone: number) => void;
  },
): BoxAgreement {
  const { annotators, classes, leastIou = LEAST_IOU } = options;
  if (annotators < 2)
    throw new RangeError(
      `There are ${annotators} annotators; agreement needs two.`,
    );
  if (!(leastIou > 0 && leastIou <= 1))
    throw new RangeError(
      `The least overlap is ${leastIou}; give one above 0 and up to 1.`,
    );
  const matched = images.map((image, i): MatchedImage => {
    if (image.length !== annotators)
      throw new RangeError(
        `Picture ${i} has ${image.length} annotators; ${annotators} are expected.`,
      );
    image.forEach((boxes, annotator) => {
      if (boxes)
        checkBoxes(boxes, classes, `Picture ${i} of annotator ${annotator}`);
    });
    const groupings = findGroupings(image);
    const matches = matchBoxes(image, groupings, leastIou);
    options.onImage?.(i + 1);
    return { image, groupings, matches };
  });
  const pairs = annotatorPairs(annotators).map(([a, b]) =>
    compareAnnotators(matched, a, b),
  );
  return {
    alpha: boxAlpha(matched, annotators, classes),
    pictures: Float64Array.from(matched, agreementOfPicture),
    annotators: Array.from({ length: annotators }, (_, annotator) => ({
      boxes: images.reduce(
        (sum, image) => sum + (image[annotator]?.classes.length ?? 0),
        0,
      ),
      agreement: mean(
        pairs
          .filter(
            ({ a, b, pictures }) =>
              pictures > 0 && (a === annotator || b === annotator),
          )
          .map(({ f1 }) => f1),
      ),
    })),
    pairs,
    findings: pairs.flatMap(boxFindings),
    groupings: matched.flatMap(({ groupings }, image) =>
      groupings.map(grouping => ({ image, ...grouping })),
    ),
    consensus: matched.map(({ image, matches }) =>
      consensusBoxes(image, matches),
    ),
  };
}

function agreementOfPicture(matched: MatchedImage): number {
  return mean(
    annotatorPairs(matched.image.length)
      .map(([a, b]) => compareAnnotators([matched], a, b))
      .filter(({ pictures }) => pictures > 0)
      .map(({ f1 }) => f1),
  );
}

/** NaN of none. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
