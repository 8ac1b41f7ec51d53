import { isRegressor } from '@greenroom/manifest';
import { assertMeasurable } from '../assertMeasurable';
import type { Evaluation } from '../Evaluation';
import type { EvaluationQuestion } from '../evaluateModel';
import { measureSplit } from '../measureSplit';
import { readSplit } from '../readSplit';
import { measureNumbers } from '../tasks/measureNumbers';
import { PredictedParts } from './PredictedParts';

export type MergeQuestion = Omit<
  EvaluationQuestion,
  'modelPath' | 'samplesPath' | 'files'
> & {
  /** What `predictShard` left, in the order of the shards, all of them. */
  readonly parts: readonly string[];
};

/**
 * Puts the parts of a sharded run together and measures them once: resampling
 * takes all rows, so intervals, slices and groups are worked out of the joined
 * parts. Metrics, intervals and predictions are those of `evaluateModel`, or `evaluateRegressor`.
 *
 * @throws ModelError where the parts are not those of the split's rows, each once
 */
export async function mergeShards(
  question: MergeQuestion,
): Promise<Evaluation> {
  const { manifest, evaluation, parts, dataset } = question;
  assertMeasurable(manifest, evaluation);
  const startedAt = performance.now();
  const predicted = await PredictedParts.open(parts, {
    key: dataset.key,
    classes: manifest.classes,
  });
  try {
    const measured = isRegressor(manifest)
      ? await measureNumbers(question, [], rows => predicted.madeOf(rows))
      : await measureSplit(predicted, {
          ...question,
          ...manifest,
          readSplit: (table, beside) =>
            readSplit(table, evaluation.split, dataset, beside),
        });
    await predicted.assertUsedUp();
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    predicted.close();
  }
}
