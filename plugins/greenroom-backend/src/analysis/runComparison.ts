import { sliceFeatures } from '@greenroom/evaluation';
import type { LabelledDataset, ModelManifest } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
import {
  type AnalysisKind,
  type AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { ComparedRuns } from './compute/runComparison';
import { type Asked, keyOf, PRIORITIES } from './questions';
import type { RunWithJob } from './RunStore';
import { titleOf } from './titleOf';

type Side = {
  readonly artifact: string;
  readonly modelVersionId: string;
};

export type RunComparisonPayload = {
  readonly before: Side;
  readonly after: Side;
  /** Of the second run: its columns tell rows apart. */
  readonly datasetVersionId: string;
  readonly unit: 'row' | 'picture';
};

/** The answer of such a job; the rows are an artifact. */
export type RunComparisonResult = ComparedRuns & {
  /** Parquet: key, change, and of pictures the boxes before and after. */
  readonly changedArtifact: string;
};

/** What differs between these two runs? Both have predictions. */
export function runComparisonQuestion(
  from: RunWithJob,
  to: RunWithJob,
  dataset: Version,
): Asked<RunComparisonPayload> {
  const sideOf = (run: RunWithJob): Side => ({
    artifact: run.result!.predictionsArtifact,
    modelVersionId: run.model_version_id,
  });
  const payload = {
    before: sideOf(from),
    after: sideOf(to),
    datasetVersionId: dataset.id,
    unit: to.result!.byClass ? ('picture' as const) : ('row' as const),
  };
  return {
    kind: 'run-comparison',
    key: keyOf(
      'run-comparison',
      payload,
      dataset.digest,
      sliceFeatures(dataset.manifest as LabelledDataset),
    ),
    assetId: to.model_asset_id,
    payload,
    priority: PRIORITIES.person,
  };
}

/** Every metric of two runs, and the rows that one got right and the other wrong. */
export function runComparisonKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'run-comparison',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<RunComparisonPayload>): Promise<RunComparisonResult> {
      const dataset = await versionOf(rooms, payload.datasetVersionId);
      const manifest = dataset.manifest as LabelledDataset;
      const runOf = async ({ artifact, modelVersionId }: Side) => {
        const version = await versionOf(rooms, modelVersionId);
        const { classes, threshold } = version.manifest as ModelManifest;
        return {
          path: rooms.artifacts.pathOf(artifact),
          name: titleOf(version),
          classes: classes ?? manifest.classes,
          threshold,
        };
      };
      return rooms.compute(
        {
          kind: 'run-comparison',
          input: {
            unit: payload.unit,
            before: await runOf(payload.before),
            after: await runOf(payload.after),
            data: {
              table: tableOf(rooms, dataset),
              key: manifest.key,
              features: sliceFeatures(manifest),
            },
          },
        },
        {
          ...work,
          use: async (compared: ComparedRuns, outDirectory) => ({
            ...compared,
            changedArtifact: await rooms.artifacts.put(
              path.join(outDirectory, 'changed.parquet'),
            ),
          }),
        },
      );
    },
  });
}
