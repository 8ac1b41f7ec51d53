import type { LabelledDataset, RunnableModel } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
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
import type { LabelsResult } from './AnalysisStore';
import type { LabelsAnswer } from './compute/labels/labels';
import type { LabelsInput } from './compute/labels/LabelsInput';
import type { LabelsPayload } from './questions';
import { runCompute } from './runCompute';

/** Which labels of a data set version look wrong, by predictions that are out-of-sample. */
export function labelsKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'labels',
    lane: 'compute',
    async run({
      payload,
      signal,
      progress,
    }: JobContext<LabelsPayload>): Promise<LabelsResult> {
      const version = await versionOf(rooms, payload.datasetVersionId);
      const {
        key,
        label,
        split,
        annotator,
        classes,
        audited = [],
        columns = [],
      } = version.manifest as LabelledDataset;
      const [folds, model] = await Promise.all(
        [payload.outOfFoldOf, payload.seenBy].map(id =>
          id === undefined ? undefined : versionOf(rooms, id),
        ),
      );
      const heldOut = await Promise.all(
        payload.runIds.map(id => stageRun(rooms, id)),
      );
      const find = (outOfFold?: LabelsInput['outOfFold']) =>
        runCompute(
          {
            kind: 'labels',
            input: {
              table: tableOf(rooms, version),
              key,
              label,
              split,
              annotator,
              classes,
              audited,
              columns,
              heldOut,
              outOfFold,
              preprocessing: (model?.manifest as RunnableModel | undefined)
                ?.preprocessing,
            },
          },
          {
            signal,
            progress,
            use: async (result: LabelsAnswer, outDirectory) => {
              const kept = (name: string) =>
                rooms.artifacts.put(path.join(outDirectory, name));
              return {
                ...result,
                issuesArtifact: await kept('issues.parquet'),
                scoresArtifact: await kept('scores.parquet'),
                groupsArtifact: await kept('groups.parquet'),
              };
            },
          },
        );
      return folds ? withFolds(rooms, folds, signal, find) : find();
    },
    again: tryAgain,
    committed: async (_result, payload: LabelsPayload) => {
      const version = await rooms.assets.getVersion(payload.datasetVersionId);
      await reconcile(version ? [version.assetId] : []);
    },
  });
}

async function stageRun(
  rooms: AnalysisRooms,
  runId: string,
): Promise<LabelsInput['heldOut'][number]> {
  const run = await rooms.runs.get(runId);
  if (!run?.result)
    throw new Error(`The predictions of run ${runId} are gone. Run it again.`);
  const model = await versionOf(rooms, run.model_version_id);
  return {
    predictions: rooms.artifacts.pathOf(run.result.predictionsArtifact),
    origin: `held-out predictions of ${titleOf(model)}`,
  };
}

async function withFolds<T>(
  rooms: AnalysisRooms,
  model: Version,
  signal: AbortSignal,
  use: (folds: LabelsInput['outOfFold']) => Promise<T>,
): Promise<T> {
  const { asset, source } = await assetAndSource(rooms, model.assetId);
  const { predictions } = model.manifest as RunnableModel;
  const name = repositoryPath(asset.path, predictions!.outOfFold!);
  const place = {
    source,
    repository: asset.repository,
    headCommit: asset.headCommit,
    commit: model.commits.at(-1)!,
    manifestPath: asset.path,
    manifest: model.manifest,
  };
  return Stage.use(rooms.storages, place, signal, async stage =>
    use({
      file: await stage.file(name, model.files[name]),
      name: `${asset.repository}/${name}`,
      origin: `out-of-fold predictions of ${titleOf(model)}`,
    }),
  );
}

export function titleOf({ manifest, facts }: Version): string {
  return facts.semver ? `${manifest.name} ${facts.semver}` : manifest.name;
}
