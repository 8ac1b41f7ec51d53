import path from 'node:path';
import {
  type PredictedShard,
  predictShard,
  type Shard,
} from '@greenroom/evaluation';
import { type ModelInput, PREDICTIONS_FILE, questionOf } from './evaluation';

/** One shard of a run whose model is run here. */
export type PredictionsShardInput = ModelInput & { readonly shard: Shard };

/** Leaves its part of the predictions as `predictions.parquet`. */
export function predictions(
  input: PredictionsShardInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<PredictedShard> {
  return predictShard({
    ...questionOf(input),
    shard: input.shard,
    out: path.join(outDirectory, PREDICTIONS_FILE),
    onProgress: tell,
  });
}
