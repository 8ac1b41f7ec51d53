import type { EvaluationSpec } from '@greenroom/manifest';
import { DetectionWriter } from './DetectionWriter';
import type { Evaluation } from './Evaluation';
import {
  type FoundBox,
  type LabelledBox,
  measureDetections,
} from './measureDetections';
import type { Intervals } from './metrics/intervals/intervalsWanted';
import type { BaselineFile } from './readBaseline';
import { readDetectedPictures } from './readDetectedPictures';

export type DetectionsQuestion = {
  readonly evaluation: EvaluationSpec;
  readonly classes: readonly string[];
  /** Of the split, with what people drew. */
  readonly pictures: readonly {
    readonly key: string;
    readonly boxes: readonly LabelledBox[];
  }[];
  /** By key of the picture. */
  readonly found: ReadonlyMap<string, readonly FoundBox[]>;
  readonly outPredictions: string;
  /** The version that gates hold this one against. */
  readonly against?: BaselineFile;
  /** Default: of every figure. */
  readonly intervals?: Intervals;
};

/**
 * Measures boxes that were found elsewhere on the pictures of a split, and
 * writes what was found in each, as `DetectionWriter` does.
 *
 * @throws MetricError naming picture and box of what cannot be measured
 * @throws ModelError where the other version kept no boxes
 */
export async function evaluateDetections({
  evaluation,
  classes,
  pictures,
  found,
  outPredictions,
  against,
  intervals,
}: DetectionsQuestion): Promise<Evaluation> {
  const startedAt = performance.now();
  const detected = pictures.map(({ key, boxes }) => ({
    key,
    split: evaluation.split,
    given: boxes,
    found: found.get(key) ?? [],
  }));
  const measured = measureDetections(evaluation, classes, detected, {
    before: against && {
      name: against.name,
      pictures: await readDetectedPictures(against),
    },
    intervals,
  });
  const writer = await DetectionWriter.open();
  try {
    await writer.append(detected);
    await writer.finish(outPredictions);
  } finally {
    await writer.close();
  }
  return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
}
