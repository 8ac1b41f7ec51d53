import { type Scene, SCENE_SIDE } from './Scene';
import type { SceneLabel } from './sceneLabels';

const DIGITS = 10;

/** COCO annotations, an entry a line, so that a change of one box changes one line. */
export function cocoJson(
  pictures: readonly Scene[],
  boxesOf: (scene: Scene) => readonly SceneLabel[],
): string {
  const categories = Array.from({ length: DIGITS }, (_, digit) => ({
    id: categoryOf(digit),
    name: String(digit),
  }));
  const images = pictures.map(({ id, name }) => ({
    id,
    file_name: name,
    width: SCENE_SIDE,
    height: SCENE_SIDE,
  }));
  const annotations = pictures
    .flatMap(scene => boxesOf(scene).map(label => ({ scene, ...label })))
    .map(({ scene, label, box: { x, y, width, height } }, i) => ({
      id: i + 1,
      image_id: scene.id,
      category_id: categoryOf(label),
      bbox: [x, y, width, height],
      area: Number((width * height).toFixed(2)),
      iscrowd: 0,
    }));
  return `{
"categories": ${lines(categories)},
"images": ${lines(images)},
"annotations": ${lines(annotations)}
}
`;
}

/** A detection of a model. */
export type SceneDetection = SceneLabel & {
  readonly scene: Scene;
  readonly score: number;
};

/** COCO results, a detection a line. */
export function cocoResults(detections: readonly SceneDetection[]): string {
  const entries = detections.map(({ scene, label, box, score }) => ({
    image_id: scene.id,
    category_id: categoryOf(label),
    bbox: [box.x, box.y, box.width, box.height],
    score,
  }));
  return `${lines(entries)}\n`;
}

/** Categories are numbered from 1, as COCO's own. */
function categoryOf(digit: number): number {
  return digit + 1;
}

function lines(entries: readonly object[]): string {
  return `[\n${entries.map(entry => JSON.stringify(entry)).join(',\n')}\n]`;
}
