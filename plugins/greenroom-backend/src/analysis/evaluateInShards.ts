import path from 'node:path';
import type { Evaluation, PredictedShard } from '@greenroom/evaluation';
import type { ComputeContext } from '@greenroom/backstage-plugin-greenroom-node';
import type { ComputeShards } from '../compute/createComputeShards';
import type { AnalysisRooms } from './AnalysisRooms';
import { type ModelInput, PREDICTIONS_FILE } from './compute/evaluation';
import type { ShardSettings } from './shardCount';

/** What runs in shards need beside. */
export type ShardRooms = {
  readonly computeShards: ComputeShards;
  readonly shards: ShardSettings;
};

/** Of the progress of a run: running the model; the rest is measuring what it said. */
const RUNNING_SHARE = 0.9;

/**
 * Runs a model in shards and measures their joined parts. The answer is that of
 * a run of the whole, so how many shards there are is no part of the question.
 * Measuring is a computation as well: it reads what strangers wrote.
 */
export function evaluateInShards<T>(
  rooms: Pick<AnalysisRooms, 'compute'> & Pick<ShardRooms, 'computeShards'>,
  input: ModelInput,
  shards: number,
  work: ComputeContext & {
    readonly jobId: string;
    use(result: Evaluation, outDirectory: string): Promise<T>;
  },
): Promise<T> {
  const { evaluation, table, dataset, against, manifest } = input;
  return rooms.computeShards(
    Array.from({ length: shards }, (_, index) => ({
      kind: 'predictions' as const,
      input: { ...input, shard: { index, of: shards } },
    })),
    {
      ...work,
      progress: (fraction, message) =>
        work.progress(RUNNING_SHARE * fraction, message),
      use: (predicted: readonly PredictedShard[], outDirectories) =>
        rooms.compute(
          {
            kind: 'evaluation',
            input: {
              how: 'merged',
              evaluation,
              table,
              dataset,
              against,
              manifest,
              parts: outDirectories.map(folder =>
                path.join(folder, PREDICTIONS_FILE),
              ),
            },
          },
          {
            ...work,
            made: outDirectories,
            progress: (fraction, message) =>
              work.progress(
                RUNNING_SHARE + (1 - RUNNING_SHARE) * fraction,
                message,
              ),
            use: (merged: Evaluation, outDirectory) =>
              work.use(
                { ...merged, seconds: merged.seconds + slowest(predicted) },
                outDirectory,
              ),
          },
        ),
    },
  );
}

function slowest(shards: readonly PredictedShard[]): number {
  return Math.max(...shards.map(({ seconds }) => seconds));
}
