import type { LabelledDataset } from '@greenroom/manifest';
import type { JobContext, JobQuestion } from '../jobs/JobKind';
import {
  type AnalysisKind,
  type AnalysisRooms,
  versionOf,
} from './AnalysisRooms';
import type { AttributionAnswer } from './compute/attribution/attribution';
import type { AttributionInput } from './compute/attribution/AttributionInput';
import { keyOf, PRIORITIES } from './questions';

/** Files are named by their artifact. */
export type AttributionPayload = Omit<AttributionInput, 'classes'> & {
  readonly datasetVersionId: string;
};

/** Why does a metric differ between these runs? */
export function attributionQuestion(
  modelAssetId: string,
  payload: AttributionPayload,
): JobQuestion {
  const { corners, changed, versions } = payload;
  return {
    kind: 'attribution',
    key: keyOf(
      'attribution',
      corners,
      changed,
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
      const { classes } = (await versionOf(rooms, payload.datasetVersionId))
        .manifest as LabelledDataset;
      const { corners, changed, versions } = payload;
      const pathOf = (artifact: string) => rooms.artifacts.pathOf(artifact);
      const sides = (model: AttributionInput['corners']['old']) => ({
        old: pathOf(model.old),
        new: pathOf(model.new),
      });
      return rooms.compute(
        {
          kind: 'attribution',
          input: {
            classes,
            changed,
            corners: { old: sides(corners.old), new: sides(corners.new) },
            versions: versions.map(version => ({
              ...version,
              predictions: pathOf(version.predictions),
            })),
          },
        },
        { ...work, use: async (answer: AttributionAnswer) => answer },
      );
    },
  });
}
