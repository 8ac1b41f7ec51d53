import {
  type BaselineFile,
  evaluateDetections as evaluateFound,
  type Evaluation,
} from '@greenroom/evaluation';
import type { EvaluationSpec } from '@greenroom/manifest';
import { FileError } from '../FileError';
import type { BoxesInput } from './boxes/BoxesInput';
import { readPictures } from './boxes/Picture';
import { readDetections } from './boxes/readDetections';

/** Boxes that were found elsewhere in the pictures of one split. */
export type DetectionsInput = {
  readonly how: 'detections';
  readonly evaluation: EvaluationSpec;
  readonly boxes: BoxesInput;
  /** The version that gates hold this one against. */
  readonly against?: BaselineFile;
};

/**
 * Measures COCO results on the pictures of a split and writes what was found in
 * each: the boxes as one text, as labels are.
 *
 * @throws FileError naming file and entry of what cannot be used
 */
export async function evaluateDetections(
  { evaluation, boxes, against }: DetectionsInput,
  outPredictions: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Evaluation> {
  tell(0.1, 'Reading boxes');
  const all = await readPictures(boxes);
  const pictures = all.filter(({ split }) => split === evaluation.split);
  if (pictures.length === 0)
    throw new FileError(
      `No picture is in the split ${evaluation.split}. Name a split that the data set has.`,
    );
  const { ofPicture } = await readDetections(boxes);
  const unknown = pictures.find(({ key }) => !ofPicture.has(key));
  if (unknown)
    throw new FileError(
      `${boxes.detections[0]?.name}: the picture ${unknown.key} of the split ${evaluation.split} is in no COCO file that ids could stand for.`,
      boxes.detections[0]?.name,
    );
  tell(0.4, `Measuring ${pictures.length} pictures`);
  return evaluateFound({
    evaluation,
    classes: boxes.classes,
    pictures,
    found: new Map(
      [...ofPicture].map(([key, found]) => [
        key,
        found.map(({ box, score }) => ({ ...box, score })),
      ]),
    ),
    outPredictions,
    against,
  });
}
