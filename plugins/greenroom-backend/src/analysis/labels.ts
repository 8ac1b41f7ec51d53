import type { LabelledDataset, RunnableModel } from '@greenroom/manifest';
import path from 'node:path';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
import { Stage } from '../storage/Stage';
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
import type { ComputeTask } from './compute/protocol';
import { namedInRepository } from './namedInRepository';
import { placeOf } from './placeOf';
import type { LabelsPayload } from './questions';
import { titleOf } from './titleOf';
import type { VotesPlace } from './votesOf';
import { withBoxes } from './withBoxes';

/** Which labels of a data set version are doubtful: by out-of-sample predictions, by neighbours, by several annotators; which boxes of pictures, too. */
export function labelsKind(rooms: AnalysisRooms): AnalysisKind {
  return reconcile => ({
    kind: 'labels',
    lane: 'compute',
    async run({
      payload,
      ...work
    }: JobContext<LabelsPayload>): Promise<LabelsResult> {
      const version = await versionOf(rooms, payload.datasetVersionId);
      const compute = (task: ComputeTask) =>
        rooms.compute(task, {
          ...work,
          use: (answer: LabelsAnswer, outDirectory) =>
            kept(rooms, answer, outDirectory),
        });
      if (payload.boxes)
        return withBoxes(rooms, version, payload.boxes, work.signal, input =>
          compute({ kind: 'boxes', input }),
        );
      const [folds, model] = await Promise.all(
        [payload.outOfFoldOf, payload.seenBy].map(id =>
          id === undefined ? undefined : versionOf(rooms, id),
        ),
      );
      const declared = {
        ...declaredOf(rooms, version),
        heldOut: await Promise.all(
          payload.runIds.map(id => stageRun(rooms, id)),
        ),
        preprocessing: (model?.manifest as RunnableModel | undefined)
          ?.preprocessing,
      };
      const find = (staged: Pick<LabelsInput, 'outOfFold' | 'votes'>) =>
        compute({ kind: 'labels', input: { ...declared, ...staged } });
      return withFolds(rooms, folds, work.signal, outOfFold =>
        withVotes(rooms, version, payload.votes, work.signal, votes =>
          find({ outOfFold, votes }),
        ),
      );
    },
    committed: async (_result, payload: LabelsPayload) => {
      const version = await rooms.assets.getVersion(payload.datasetVersionId);
      await reconcile(version ? [version.assetId] : []);
    },
  });
}

function declaredOf(
  rooms: AnalysisRooms,
  version: Version,
): Omit<LabelsInput, 'heldOut'> {
  const {
    key,
    label,
    split,
    annotator,
    classes,
    audited = [],
    columns = [],
  } = version.manifest as LabelledDataset;
  return {
    table: tableOf(rooms, version),
    key,
    label,
    split,
    annotator,
    classes,
    audited,
    columns,
  };
}

/** Takes in what the computation left. */
async function kept(
  { artifacts }: AnalysisRooms,
  { hasCrowd, ...answer }: LabelsAnswer,
  outDirectory: string,
): Promise<LabelsResult> {
  const put = (name: string) => artifacts.put(path.join(outDirectory, name));
  return {
    ...answer,
    issuesArtifact: await put('issues.parquet'),
    scoresArtifact: await put('scores.parquet'),
    groupsArtifact: await put('groups.parquet'),
    ...(hasCrowd ? { annotatorsArtifact: await put('annotators.json') } : {}),
  };
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
  model: Version | undefined,
  signal: AbortSignal,
  use: (folds: LabelsInput['outOfFold']) => Promise<T>,
): Promise<T> {
  if (!model) return use(undefined);
  const found = await assetAndSource(rooms, model.assetId);
  const { asset } = found;
  const { predictions } = model.manifest as RunnableModel;
  const name = repositoryPath(asset.path, predictions!.outOfFold!);
  const place = placeOf(found, model.commits.at(-1)!, model.manifest);
  return Stage.use(rooms.storages, place, signal, async stage =>
    use({
      file: await stage.file(name, model.files[name]),
      name: `${asset.repository}/${name}`,
      origin: `out-of-fold predictions of ${titleOf(model)}`,
    }),
  );
}

async function withVotes<T>(
  rooms: AnalysisRooms,
  version: Version,
  votes: VotesPlace | undefined,
  signal: AbortSignal,
  use: (votes: LabelsInput['votes']) => Promise<T>,
): Promise<T> {
  if (!votes) return use(undefined);
  const found = await assetAndSource(rooms, version.assetId);
  const { key, format, annotator, label } = votes.declared;
  const place = placeOf(found, votes.commit, found.asset.manifest);
  return Stage.use(rooms.storages, place, signal, async stage =>
    use({
      file: await stage.file(votes.path, votes.pin),
      name: votes.path,
      format,
      key: key ?? (version.manifest as LabelledDataset).key,
      annotator,
      label,
    }).catch(error => {
      throw namedInRepository(error, stage);
    }),
  );
}
