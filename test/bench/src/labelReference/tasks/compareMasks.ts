import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { share } from './hash32';
import { npyBytes } from './npyBytes';
import { TOLERANCE } from './sameVector';
import type { TaskCase } from './TaskFixture';

type Found = {
  readonly scores: readonly number[];
  readonly issues: readonly {
    readonly image: number;
    readonly pixels: readonly number[];
  }[];
};

const IMAGES = 6;
const SIDE = 12;
const CLASSES = 3;
/** The picture in which a corner was painted wrongly, and the side of the corner. */
const WRONG_IMAGE = 2;
const WRONG_SIDE = 4;
const WRONG_CLASS = 1;

export async function compareMasks(
  report: Report,
  { fixture: { segmentation }, scratch }: TaskCase,
): Promise<void> {
  const labels = new Float64Array(IMAGES * SIDE * SIDE);
  const probs = new Float64Array(IMAGES * CLASSES * SIDE * SIDE);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const image = Math.floor(pixel / SIDE ** 2);
    const row = Math.floor(pixel / SIDE) % SIDE;
    const column = pixel % SIDE;
    const right = column < SIDE / 2 ? 1 : 2;
    const truth = row < SIDE / 2 ? 0 : right;
    const weights = Array.from(
      { length: CLASSES },
      (_, j) =>
        0.5 * share(pixel * CLASSES + j + 31337) + (j === truth ? 1.5 : 0),
    );
    const sum = weights.reduce((added, weight) => added + weight, 0);
    weights.forEach((weight, j) => {
      const at = ((image * CLASSES + j) * SIDE + row) * SIDE + column;
      probs[at] = weight / sum;
    });
    const isWrong =
      image === WRONG_IMAGE && row < WRONG_SIDE && column < WRONG_SIDE;
    labels[pixel] = isWrong ? WRONG_CLASS : truth;
  }
  const given = path.join(scratch, 'masks.npy');
  const predicted = path.join(scratch, 'mask-probs.npy');
  writeFileSync(given, npyBytes(labels, [IMAGES, SIDE, SIDE]));
  writeFileSync(predicted, npyBytes(probs, [IMAGES, CLASSES, SIDE, SIDE]));
  const { answer } = await runGreenroom<Found>(
    'labels',
    'masks',
    '--labels',
    given,
    '--pred-probs',
    predicted,
  );
  report.near(
    'masks: scores of pictures',
    answer.scores,
    segmentation.image_scores,
    TOLERANCE,
  );
  report.same(
    'masks: doubtful pixels of each picture',
    segmentation.issue_pixels_per_image.map(
      (_, image) =>
        answer.issues.find(issue => issue.image === image)?.pixels.length ?? 0,
    ),
    segmentation.issue_pixels_per_image,
  );
}
