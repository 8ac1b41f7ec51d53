import type { ModelManifest } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import {
  AnalysisKind,
  AnalysisRooms,
  assetAndSource,
  versionOf,
} from './AnalysisRooms';
import type { TrainingPayload } from './questions';

type Result = { readonly workflow: string; readonly repository: string };

/** Asks the host to run the training workflow that the model's manifest names. */
export function trainingKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'training',
    lane: 'effect',
    async run({ payload }: JobContext<TrainingPayload>): Promise<Result> {
      const { asset, source } = await assetAndSource(
        rooms,
        payload.modelAssetId,
      );
      const version = await versionOf(rooms, payload.datasetVersionId);
      const { asset: dataset } = await assetAndSource(rooms, version.assetId);
      const { training } = asset.manifest as ModelManifest;
      if (!training)
        throw new Error(`${asset.name} names no training workflow any more.`);
      if (!source.changes) {
        throw new Error(
          `${source.target} cannot be asked to train; start ${training.workflow} by hand.`,
        );
      }
      await source.changes.dispatchWorkflow({
        repository: asset.repository,
        workflow: training.workflow,
        ref: training.ref ?? 'main',
        inputs: {
          dataset_repository: dataset.repository,
          dataset_revision: version.commits.at(-1)!,
        },
      });
      return { workflow: training.workflow, repository: asset.repository };
    },
  });
}
