import { sliceFeatures } from '@greenroom/evaluation';
import type { LabelledDataset } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import type { ErrorsResult } from './AnalysisStore';
import {
  AnalysisKind,
  AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { ErrorsPayload } from './questions';

/** Where a run goes wrong: confusion and slices. */
export function errorsKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'errors',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<ErrorsPayload>): Promise<ErrorsResult> {
      const run = await rooms.runs.get(payload.runId);
      if (!run) throw new Error(`The run ${payload.runId} is no longer known.`);
      const dataset = await versionOf(rooms, run.dataset_version_id);
      const manifest = dataset.manifest as LabelledDataset;
      const { key, classes } = manifest;
      return rooms.compute(
        {
          kind: 'errors',
          input: {
            table: tableOf(rooms, dataset),
            predictions: rooms.artifacts.pathOf(payload.predictionsArtifact),
            key,
            classes,
            features: sliceFeatures(manifest),
          },
        },
        { ...work, use: async (result: ErrorsResult) => result },
      );
    },
    committed: async (_result, payload: ErrorsPayload) => {
      const run = await rooms.runs.get(payload.runId);
      await reconcile(run ? [run.model_asset_id] : []);
    },
  });
}
