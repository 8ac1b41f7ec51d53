import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
import { AnalysisKind, AnalysisRooms, versionOf } from './AnalysisRooms';
import { PREDICTIONS_FILE } from './compute/evaluation';
import { evaluateInShards, type ShardRooms } from './evaluateInShards';
import { withEvaluationInput } from './evaluationInput';
import type { EvaluationPayload } from './questions';
import type { EvaluationResult } from './RunStore';
import { shardCount } from './shardCount';

/** One run: a model version on one split of a data set version. */
export function evaluationKind(
  rooms: AnalysisRooms & ShardRooms,
): AnalysisKind {
  return reconcile => ({
    kind: 'evaluation',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<EvaluationPayload>): Promise<EvaluationResult> {
      const modelVersion = await versionOf(rooms, payload.modelVersionId);
      const dataset = await versionOf(rooms, payload.datasetVersionId);
      const asset = await rooms.assets.get(modelVersion.assetId);
      const declared = (asset?.manifest as ModelManifest).evaluations ?? [];
      const evaluation = declared.find(
        ({ name }) => name === payload.evaluation,
      );
      if (!evaluation)
        throw new Error(
          `${modelVersion.manifest.name} no longer declares the evaluation ${payload.evaluation}.`,
        );
      return withEvaluationInput(
        rooms,
        {
          modelVersion,
          dataset,
          evaluation:
            payload.gates === 'left out'
              ? { ...evaluation, gates: undefined }
              : evaluation,
          baseline: payload.baseline,
          preprocessingOf:
            payload.preprocessingOf === undefined
              ? undefined
              : await versionOf(rooms, payload.preprocessingOf),
          said: payload.said,
        },
        work.signal,
        input => {
          const asked = {
            ...work,
            use: async (
              result: Omit<EvaluationResult, 'predictionsArtifact'>,
              outDirectory: string,
            ) => ({
              ...result,
              served: payload.said?.served,
              predictionsArtifact: await rooms.artifacts.put(
                path.join(outDirectory, PREDICTIONS_FILE),
              ),
            }),
          };
          const shards = shardCount(rowsOf(dataset, evaluation), rooms.shards);
          return input.how === 'run' && shards > 1
            ? evaluateInShards(rooms, input, shards, asked)
            : rooms.compute({ kind: 'evaluation', input }, asked);
        },
      );
    },
    committed: async (_result, payload: EvaluationPayload) => {
      const run = await rooms.runs.get(payload.runId);
      await reconcile(run ? [run.model_asset_id, run.dataset_asset_id] : []);
    },
    failed: async (_error, payload: EvaluationPayload) => {
      const run = await rooms.runs.get(payload.runId);
      await reconcile(run ? [run.model_asset_id] : []);
    },
  });
}

/** Of the split, as far as they were counted. */
function rowsOf({ facts }: Version, { split }: EvaluationSpec): number {
  return facts.splits?.[split] ?? facts.rows ?? 0;
}
