import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { TOLERANCE } from './sameVector';
import type { TaskCase } from './TaskFixture';

type Found = {
  readonly scores: readonly { readonly score: number }[];
  readonly issueImages: readonly number[];
};

export async function compareBoxes(
  report: Report,
  { fixture: { object_detection: reference }, scratch }: TaskCase,
): Promise<void> {
  const { labels, predictions } = reference;
  const annotations = labels.flatMap((image, i) =>
    image.bboxes.map((corners, b) => ({
      image_id: i,
      category_id: image.labels[b],
      bbox: sized(corners),
    })),
  );
  const results = predictions.flatMap((classes, i) =>
    classes.flatMap((found, k) =>
      found.map(box => ({
        image_id: i,
        category_id: k,
        bbox: sized(box),
        score: box[4],
      })),
    ),
  );
  const coco = path.join(scratch, 'coco.json');
  const detections = path.join(scratch, 'detections.json');
  writeFileSync(
    coco,
    JSON.stringify({
      images: labels.map((_, id) => ({ id, file_name: `${id}.png` })),
      categories: predictions[0].map((_, id) => ({ id, name: `class ${id}` })),
      annotations: annotations.map((each, id) => ({ id, ...each })),
    }),
  );
  writeFileSync(detections, JSON.stringify(results));
  const { answer } = await runGreenroom<Found>(
    'labels',
    'boxes',
    '--labels',
    coco,
    '--detections',
    detections,
  );
  report.near(
    'boxes: scores of pictures',
    answer.scores.map(({ score }) => score),
    reference.scores,
    TOLERANCE,
  );
  report.same(
    'boxes: pictures with issues',
    reference.issues.map((_, i) => answer.issueImages.includes(i)),
    reference.issues,
  );
  const missed = Object.keys(reference.defects).filter(
    image => !answer.issueImages.includes(Number(image)),
  );
  report.print(
    `  planted ${Object.keys(reference.defects).length}, found ${
      answer.issueImages.length
    }; the peer misses picture ${missed.join(', ')} too`,
  );
}

/** Corners as COCO has them: left, top, width, height. */
function sized([left, top, right, bottom]: readonly number[]): number[] {
  return [left, top, right - left, bottom - top];
}
