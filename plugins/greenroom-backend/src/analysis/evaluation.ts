import {
  type LabelledDataset,
  preprocessingFiles,
  type RunnableModel,
} from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import { Stage } from '../storage/Stage';
import { tryAgain } from '../storage/tryAgain';
import { repositoryPath } from '../sync/assetFiles';
import {
  AnalysisKind,
  AnalysisRooms,
  assetAndSource,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { EvaluationPayload } from './questions';
import type { EvaluationResult } from './RunStore';
import { runCompute } from './runCompute';

/** One run: a model version on one split of a data set version. */
export function evaluationKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'evaluation',
    lane: 'compute',
    async run({
      payload,
      signal,
      progress,
    }: JobContext<EvaluationPayload>): Promise<EvaluationResult> {
      const modelVersion = await versionOf(rooms, payload.modelVersionId);
      const dataset = await versionOf(rooms, payload.datasetVersionId);
      const { asset, source } = await assetAndSource(
        rooms,
        modelVersion.assetId,
      );
      const manifest = modelVersion.manifest as RunnableModel;
      const declared = (asset.manifest as RunnableModel).evaluations ?? [];
      const spec = declared.find(({ name }) => name === payload.evaluation);
      if (!spec)
        throw new Error(
          `${asset.name} no longer declares the evaluation ${payload.evaluation}.`,
        );
      const place = {
        source,
        repository: asset.repository,
        headCommit: asset.headCommit,
        commit: modelVersion.commits.at(-1)!,
        manifestPath: asset.path,
        manifest,
      };
      return Stage.use(rooms.storages, place, signal, async stage => {
        const local = (named: string) => {
          const full = repositoryPath(asset.path, named);
          return stage.file(full, modelVersion.files[full]);
        };
        const { samples } = manifest.preprocessing;
        const files: Record<string, string> = {};
        for (const named of preprocessingFiles(manifest.preprocessing))
          files[named] = await local(named);
        // The runtime looks for them beside the model.
        for (const named of manifest.model.externalData ?? [])
          await local(named);
        return runCompute(
          {
            kind: 'evaluation',
            input: {
              model: await local(manifest.model.path),
              samples: samples && (await local(samples)),
              files,
              manifest,
              evaluation: spec,
              table: tableOf(rooms, dataset),
              dataset: dataset.manifest as LabelledDataset,
            },
          },
          {
            signal,
            progress,
            use: async (
              result: Omit<EvaluationResult, 'predictionsArtifact'>,
              outDirectory,
            ) => ({
              ...result,
              predictionsArtifact: await rooms.artifacts.put(
                path.join(outDirectory, 'predictions.parquet'),
              ),
            }),
          },
        );
      });
    },
    again: tryAgain,
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
