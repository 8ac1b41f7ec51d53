import { WorkflowRefusedError } from '@greenroom/backstage-plugin-greenroom-node';
import {
  type AnalysisKind,
  type AnalysisRooms,
  assetAndSource,
  versionOf,
} from '../analysis/AnalysisRooms';
import { trainedOn } from '../analysis/predictionsFor';
import { titleOf } from '../analysis/titleOf';
import type { JobContext } from '../jobs/JobKind';
import type { JobStore } from '../jobs/JobStore';
import type { Asset, Version } from '../registry/Asset';
import { waitAgain } from '../storage/tryAgain';
import type { TrainingPayload } from './askForTraining';
import { questionOf, type RetrainingRow, TO_SEND } from './Retraining';
import type { RetrainingStore } from './RetrainingStore';
import { trainingCall } from './trainingCall';
import type { Trainings } from './Trainings';

type Rooms = Pick<AnalysisRooms, 'assets' | 'sources'> & {
  readonly jobs: Pick<JobStore, 'get'>;
  readonly retrainings: RetrainingStore;
  readonly trainings: Trainings;
};

/**
 * Asks the host to run the training workflow that the model's manifest names.
 * Before it is asked, that it will be is written down: after a crash in between
 * its run is looked for, and it is asked again only where there is none.
 */
export function trainingKind(rooms: Rooms): AnalysisKind {
  return () => ({
    kind: 'training',
    lane: 'effect',
    async run({ payload }: JobContext<TrainingPayload>): Promise<object> {
      const row = await rooms.retrainings.get(payload.retrainingId);
      if (!row || !TO_SEND.includes(row.state)) return { state: row?.state };
      await send(rooms, row);
      return { state: (await rooms.retrainings.get(row.id))?.state };
    },
    // The host may be out of reach; what it refuses it refuses again.
    again: (error, asked) =>
      error instanceof WorkflowRefusedError ? undefined : waitAgain(asked),
    failed: async (error, { retrainingId }: TrainingPayload) => {
      const row = await rooms.retrainings.get(retrainingId);
      if (!row || !TO_SEND.includes(row.state)) return;
      const job =
        row.job_id === null ? undefined : await rooms.jobs.get(row.job_id);
      if (job?.state === 'cancelled')
        await rooms.trainings.cancel(row, error.message);
    },
  });
}

async function send(rooms: Rooms, row: RetrainingRow): Promise<void> {
  const { retrainings, trainings } = rooms;
  const version = await versionOf(rooms, row.dataset_version_id);
  const { asset: dataset } = await assetAndSource(rooms, version.assetId);
  const { asset: model, source } = await assetAndSource(
    rooms,
    row.model_asset_id,
  );
  const needless = await whyNeedless(rooms, model, version);
  const call = trainingCall(model, dataset, version);
  if (!call || needless !== undefined) {
    await trainings.drop(
      row,
      needless ?? `The manifest of ${model.name} names no workflow any more.`,
    );
    return;
  }
  const { workflows } = source;
  try {
    if (!workflows)
      throw new WorkflowRefusedError(
        `${source.target} runs no workflows, so nothing can be started there. Train ${model.name} on ${dataset.repository} at ${call.marker} by hand, or by the CI of your git host; the new version arrives when it is pushed.`,
      );
    if (row.state === 'sending') {
      const run = await workflows.find(questionOf(row), {
        millis: Number(row.sent_at),
        exceptRunId: row.before_run_id ?? undefined,
      });
      if (run) {
        await trainings.take(row, run.id);
        return;
      }
    }
    const { marker, inputs, ...place } = call;
    const sending = await retrainings.move(row.id, [row.state], {
      ...place,
      state: 'sending',
      inputs: JSON.stringify(inputs),
      dataset_revision: marker,
      sent_at: Date.now(),
      reason: null,
    });
    if (sending) await trainings.take(sending, await workflows.dispatch(call));
  } catch (error) {
    const now = await retrainings.get(row.id);
    if (error instanceof WorkflowRefusedError && now)
      await trainings.refuse(now, error.message);
    throw error;
  }
}

/** Newer data came, or a model that was trained on it. */
async function whyNeedless(
  { assets }: Rooms,
  model: Asset,
  version: Version,
): Promise<string | undefined> {
  const head = await assets.headVersion(version.assetId);
  if (head && head.id !== version.id)
    return `Newer data came before the host was asked: ${titleOf(
      head,
    )} at ${head.commit.sha.slice(0, 7)}.`;
  const trained = (await assets.listVersions(model.id)).find(each =>
    trainedOn(each, version),
  );
  return trained && `${titleOf(trained)} was trained on it already.`;
}
