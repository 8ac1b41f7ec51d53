import type { AttributionGrid } from '@greenroom/evaluation';
import { isRegressor, type MeasurableDataset } from '@greenroom/manifest';
import type { JobContext, JobQuestion } from '../jobs/JobKind';
import {
  type AnalysisKind,
  type AnalysisRooms,
  versionOf,
} from './AnalysisRooms';
import type { AttributionAnswer } from './compute/attribution/attribution';
import { keyOf, PRIORITIES } from './questions';

/** Files are named by their artifact. */
export type AttributionPayload = Omit<AttributionGrid, 'classes' | 'tells'> & {
  readonly datasetVersionId: string;
};

/** Why does a metric differ between these runs? */
export function attributionQuestion(
  modelAssetId: string,
  payload: AttributionPayload,
): JobQuestion {
  const { factors, runs, thresholds, versions } = payload;
  return {
    kind: 'attribution',
    key: keyOf(
      'attribution',
      factors,
      runs,
      thresholds,
      versions.map(({ id, predictions }) => [id, predictions]),
    ),
    assetId: modelAssetId,
    payload,
    priority: PRIORITIES.person,
  };
}

/** Shares of a difference, from predictions that are there. */
export function attributionKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'attribution',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<AttributionPayload>): Promise<AttributionAnswer> {
      const manifest = (await versionOf(rooms, payload.datasetVersionId))
        .manifest as MeasurableDataset;
      const { factors, runs, thresholds, versions } = payload;
      const local = <T extends { readonly predictions: string }>(
        run: T,
      ): T => ({
        ...run,
        predictions: rooms.artifacts.pathOf(run.predictions),
      });
      return rooms.compute(
        {
          kind: 'attribution',
          input: {
            tells: isRegressor(manifest) ? 'numbers' : 'classes',
            classes: manifest.classes ?? [],
            factors,
            runs: runs.map(local),
            thresholds,
            versions: versions.map(local),
          },
        },
        { ...work, use: async (answer: AttributionAnswer) => answer },
      );
    },
  });
}
