import type {
  Box,
  DataCheck,
} from '@greenroom/backstage-plugin-greenroom-common';
import { iou } from '@greenroom/label-quality';
import { auditedCheck } from '../labels/auditedCheck';
import { found, notRun, passed } from '../labels/checkResult';
import { balanceCheck, classesCheck } from '../labels/classChecks';
import type { BoxesInput } from './BoxesInput';
import type { DrawnBoxes } from './drawnBoxes';
import type { JudgedBoxes } from './judgeBoxes';
import { kernelBoxes, type Picture } from './Picture';

/** Boxes of one class that overlap so much are one box, drawn twice. */
const SAME_BOX_IOU = 0.95;
/** Pictures named in a sentence. */
const NAMED_PICTURES = 3;

type Findings = {
  readonly pictures: readonly Picture[];
  readonly judged: JudgedBoxes;
  readonly drawn?: DrawnBoxes;
};

/** Every check of pictures with boxes, with what it found, passed ones too. */
export function boxChecks(
  { pictures, judged, drawn }: Findings,
  input: BoxesInput,
): DataCheck[] {
  const { classes } = input;
  const labels = Int32Array.from(
    pictures.flatMap(({ boxes }) => [...kernelBoxes(boxes, classes).classes]),
  );
  return [
    predictionsCheck(pictures, judged, input),
    ...(input.refused.length > 0 ? [refusedCheck(input)] : []),
    ...(input.audited.length > 0 ? [auditedCheck(input.audited)] : []),
    countedCheck(),
    ...(judged.tooLong > 0 ? [lengthCheck(judged)] : []),
    pictureCheck(pictures, 'Boxes inside their pictures', isOutside, {
      none: 'Every box lies inside its picture.',
      some: 'have a box that goes beyond the picture. Cut it at the edge.',
    }),
    pictureCheck(pictures, 'Boxes with an area', isFlat, {
      none: 'Every box has a width and a height.',
      some: 'have a box without width or height. Draw it again, or remove it.',
    }),
    pictureCheck(
      pictures,
      'Boxes drawn once',
      picture => isTwice(picture, classes),
      {
        none: 'No box of a class stands twice at the same place.',
        some: 'have a box twice. Remove one of the two.',
      },
    ),
    pictureCheck(
      pictures,
      'Pictures with boxes',
      ({ boxes }) => boxes.length === 0,
      {
        none: 'Every picture has a box.',
        some: 'have no box. See whether there is nothing on them.',
      },
    ),
    classesCheck(labels, classes, 'boxes'),
    balanceCheck(labels, classes, 'boxes'),
    copiesCheck(pictures),
    ...(drawn ? [drawnCheck(drawn)] : []),
    notRun(
      'Neighbours',
      'Pictures with boxes are not compared with one another: there are no conflicts, near duplicates, outliers and map of them.',
    ),
  ];
}

function predictionsCheck(
  pictures: readonly Picture[],
  { scores }: JudgedBoxes,
  { audited, ids, detections }: BoxesInput,
): DataCheck {
  const name = 'Out-of-sample predictions';
  if (ids.length === 0 && detections.length > 0)
    return notRun(
      name,
      'Detections are joined by the ids of COCO files, and this table is of another format. Convert the annotations to COCO.',
    );
  const without =
    pictures.filter(({ split }) => !audited.includes(split)).length -
    scores.size;
  return without === 0
    ? passed(
        name,
        'Every picture has predictions by a model that was not trained on it.',
      )
    : found(
        name,
        `${without} pictures have none and were not judged. Give a model's manifest predictions.outOfFold for the split it was trained on, and predictions of an evaluation for each other split.`,
      );
}

function refusedCheck({ refused }: BoxesInput): DataCheck {
  return found(
    'Predictions on training data',
    `The predictions of ${refused.join(
      ', ',
    )} are of rows that their model was trained on, and were not used: it knows their labels by heart. Name out-of-fold predictions instead.`,
  );
}

function countedCheck(): DataCheck {
  return passed(
    'What is counted',
    'A row is a picture. Kinds are counted in pictures, each by its worst box; classes are counted in boxes.',
  );
}

function lengthCheck({ tooLong }: JudgedBoxes): DataCheck {
  return found(
    'Boxes a picture',
    `${tooLong} pictures with doubtful boxes have too many boxes to be decided here. Repair them where they were drawn.`,
  );
}

function pictureCheck(
  pictures: readonly Picture[],
  name: string,
  isWrong: (picture: Picture) => boolean,
  { none, some }: { readonly none: string; readonly some: string },
): DataCheck {
  const wrong = pictures.filter(isWrong);
  if (wrong.length === 0) return passed(name, none);
  const named = wrong.slice(0, NAMED_PICTURES).map(({ key }) => key);
  const more = wrong.length > named.length ? ', …' : '';
  return found(
    name,
    `${wrong.length} pictures (${named.join(', ')}${more}) ${some}`,
  );
}

/** Where the size of the picture is not known, only to the left and above. */
function isOutside({ boxes, width, height }: Picture): boolean {
  return boxes.some(
    box =>
      box.x < 0 ||
      box.y < 0 ||
      box.x + box.width > (width ?? Infinity) ||
      box.y + box.height > (height ?? Infinity),
  );
}

function isFlat({ boxes }: Picture): boolean {
  return boxes.some(({ width, height }: Box) => width === 0 || height === 0);
}

function isTwice({ boxes }: Picture, classes: readonly string[]): boolean {
  const { corners } = kernelBoxes(boxes, classes);
  return boxes.some((box, i) =>
    boxes.some(
      (other, j) =>
        j > i &&
        other.label === box.label &&
        iou(corners, i, corners, j) >= SAME_BOX_IOU,
    ),
  );
}

function copiesCheck(pictures: readonly Picture[]): DataCheck {
  const name = 'Exact duplicates';
  if (pictures.some(({ sha256 }) => sha256 === undefined))
    return notRun(
      name,
      'The pictures themselves are not at hand. Name their folder as table.images.',
    );
  const different = new Set(pictures.map(({ sha256 }) => sha256)).size;
  const copies = pictures.length - different;
  return copies === 0
    ? passed(name, 'No picture stands twice.')
    : found(
        name,
        `${copies} pictures are copies of another one, byte for byte. Keep one of each.`,
      );
}

function drawnCheck({ people, pictures, unknown }: DrawnBoxes): DataCheck {
  const name = 'Several annotators';
  return unknown === 0 && pictures.length > 0
    ? passed(
        name,
        `The ${pictures.length} pictures of ${people.length} annotators are rows of the table.`,
      )
    : found(
        name,
        `${unknown} pictures of annotators are no rows of the table, and ${pictures.length} are. Correct their file names, or take them out.`,
      );
}
