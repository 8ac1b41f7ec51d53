import type { EvaluationSpec } from '@greenroom/manifest';
import { answerOf } from './answerOf';
import type { Evaluation } from './Evaluation';
import { DetectionAccumulator } from './metrics/detection/DetectionAccumulator';
import { figuresOf } from './metrics/intervals/figuresOf';

/** A box in pixels of its picture. */
type LabelledBox = {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A picture with what was drawn in it, and what a model found there. */
export type DetectedPicture = {
  readonly key: string;
  readonly given: readonly LabelledBox[];
  readonly found: readonly (LabelledBox & { readonly score: number })[];
};

/**
 * Measures a detector by the twelve COCO figures, on pictures in the order of
 * their keys; intervals are drawn by picture.
 *
 * @throws MetricError naming picture and box of what cannot be measured
 */
export function measureDetections(
  evaluation: EvaluationSpec,
  classes: readonly string[],
  pictures: readonly DetectedPicture[],
): Omit<Evaluation, 'seconds'> {
  const metrics = new DetectionAccumulator(classes.length);
  const ordered = [...pictures].sort((a, b) => (a.key < b.key ? -1 : 1));
  metrics.add(
    ordered.map(({ given, found }, picture) => ({
      picture,
      given: columnsOf(given, classes),
      found: {
        ...columnsOf(found, classes),
        scores: found.map(({ score }) => score),
      },
    })),
  );
  const sample = metrics.finish();
  return {
    rows: sample.rows,
    ...answerOf(
      evaluation,
      figuresOf(sample, { seed: 7, draws: 1_000, drawnBy: 'group' }),
    ),
    byClass: sample
      .byClass()
      .map(({ class: k, ...figures }) => ({ class: classes[k], ...figures })),
  };
}

function columnsOf(
  boxes: readonly LabelledBox[],
  classes: readonly string[],
): { boxes: number[]; classes: number[] } {
  return {
    boxes: boxes.flatMap(({ x, y, width, height }) => [x, y, width, height]),
    classes: boxes.map(({ label }) => classes.indexOf(label)),
  };
}
