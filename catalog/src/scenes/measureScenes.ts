import { findBoxIssues } from '@greenroom/label-quality';
import { boxesOf } from './boxesOf';
import { readScenes } from './readScenes';
import { placeOf, scenes } from './Scene';
import { plantedBoxErrors, sceneLabels } from './sceneLabels';

/** How many of the planted errors of boxes out-of-fold detections find, and how many of what they find was planted. */
export function measureScenes(): {
  readonly recall: number;
  readonly precision: number;
} {
  const { outOfFold } = readScenes();
  const train = scenes().filter(({ split }) => split === 'train');
  const images = train.map(scene => {
    const detections = outOfFold.filter(found => found.scene.id === scene.id);
    return {
      labels: boxesOf(sceneLabels(scene)),
      detections: {
        ...boxesOf(detections),
        probabilities: Float64Array.from(detections, ({ score }) => score),
      },
    };
  });
  const planted = new Set(
    plantedBoxErrors().map(
      ({ name, kind, truth, given }) =>
        `${kind} ${placeOf(name, (given ?? truth).box)}`,
    ),
  );
  const flagged = findBoxIssues(images, 10).issues.map(
    ({ image, kind, box }) => {
      const { labels, detections } = images[image];
      const { corners } = kind === 'overlooked' ? detections : labels;
      const [x, y] = corners.subarray(4 * box);
      return `${kind.replace('-', '_')} ${train[image].name} ${x} ${y}`;
    },
  );
  const hits = flagged.filter(each => planted.has(each)).length;
  const inTrain = [...planted].filter(each =>
    train.some(({ name }) => each.includes(name)),
  ).length;
  return { recall: hits / inTrain, precision: hits / flagged.length };
}
