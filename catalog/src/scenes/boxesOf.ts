import type { Boxes } from '@greenroom/label-quality';
import type { SceneLabel } from './sceneLabels';

export function boxesOf(labels: readonly SceneLabel[]): Boxes {
  return {
    corners: Float64Array.from(
      labels.flatMap(({ box: { x, y, width, height } }) => [
        x,
        y,
        x + width,
        y + height,
      ]),
    ),
    classes: Int32Array.from(labels, ({ label }) => label),
  };
}
