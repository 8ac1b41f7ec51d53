import { readFile } from 'node:fs/promises';
import { assertMeasurable } from '../assertMeasurable';
import type { EvaluationQuestion } from '../evaluateModel';
import { openModel } from '../openModel';
import { predictRows } from '../predictRows';
import type { Shard } from './rowsOfShard';

export type ShardQuestion = Omit<
  EvaluationQuestion,
  'against' | 'outPredictions'
> & {
  readonly shard: Shard;
  /** Where its part goes: Parquet, for `mergeShards`. */
  readonly out: string;
};

/** What came of one shard, beside its part. */
export type PredictedShard = {
  readonly rows: number;
  readonly seconds: number;
};

/**
 * Runs a model on its shard of a split, exactly as a run of the whole would run
 * it there. Every shard holds the samples first.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function predictShard(
  question: ShardQuestion,
): Promise<PredictedShard> {
  const { manifest, evaluation, samplesPath, signal, table } = question;
  assertMeasurable(manifest, evaluation);
  const startedAt = performance.now();
  const model = await openModel(question.modelPath, manifest, question.files);
  try {
    const { rows } = await predictRows(model, {
      manifest,
      evaluation,
      table,
      dataset: question.dataset,
      samples: samplesPath && (await readFile(samplesPath, 'utf8')),
      shard: question.shard,
      out: question.out,
      onProgress: fraction => {
        signal?.throwIfAborted();
        question.onProgress?.(fraction, 'Running its rows');
      },
    });
    return { rows, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await model.close();
  }
}
