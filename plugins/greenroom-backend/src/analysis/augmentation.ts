import path from 'node:path';
import type { JudgeFiles } from '@greenroom/augmentation';
import type { LabelledDataset, RunnableModel } from '@greenroom/manifest';
import type { JobContext } from '../jobs/JobKind';
import {
  type AnalysisKind,
  type AnalysisRooms,
  assetAndSource,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { AugmentationPayload } from './augmentationQuestion';
import type { AugmentationAnswer } from './compute/augmentation';
import { stagedGraph, stagedPreprocessing, stageModel } from './stageModel';
import { titleOf } from './titleOf';

/** The answer of an augmentation job; the rows are an artifact. */
export type AugmentationResult = AugmentationAnswer & {
  /** Parquet with `MADE_COLUMNS`, in the order in which rows were made: those that stay first. */
  readonly rowsArtifact: string;
  /** Name and version of the model that was asked. */
  readonly judge?: string;
};

/** Rows made of rows of the training split, each with its parents and what its checks said. */
export function augmentationKind(rooms: AnalysisRooms): AnalysisKind {
  return () => ({
    kind: 'augmentation',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<AugmentationPayload>): Promise<AugmentationResult> {
      const version = await versionOf(rooms, payload.versionId);
      return withJudge(rooms, payload.judgeVersionId, work.signal, judge =>
        rooms.compute(
          {
            kind: 'augmentation',
            input: {
              table: tableOf(rooms, version),
              dataset: version.manifest as LabelledDataset,
              augmentation: payload.augmentation,
              judge,
            },
          },
          {
            ...work,
            use: async (answer: AugmentationAnswer, outDirectory) => ({
              ...answer,
              rowsArtifact: await rooms.artifacts.put(
                path.join(outDirectory, 'made.parquet'),
              ),
              ...(judge ? { judge: judge.title } : {}),
            }),
          },
        ),
      );
    },
  });
}

/** Fetches the model that is asked, where one is, for as long as it is used. */
async function withJudge<T>(
  rooms: AnalysisRooms,
  versionId: string | undefined,
  signal: AbortSignal,
  use: (judge?: JudgeFiles & { readonly title: string }) => Promise<T>,
): Promise<T> {
  if (versionId === undefined) return use();
  const version = await versionOf(rooms, versionId);
  const found = await assetAndSource(rooms, version.assetId);
  const manifest = version.manifest as RunnableModel;
  return stageModel(rooms, found, version, signal, async local =>
    use({
      title: titleOf(version),
      manifest,
      model: await stagedGraph(manifest, local),
      files: await stagedPreprocessing(manifest, local),
    }),
  );
}
