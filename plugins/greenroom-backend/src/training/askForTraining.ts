import type { ModelManifest } from '@greenroom/manifest';
import { trainedOn } from '../analysis/predictionsFor';
import { keyOf, PRIORITIES } from '../analysis/questions';
import type { JobBroker } from '../jobs/JobBroker';
import type { JobRow } from '../jobs/JobRow';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { RetrainingRow } from './Retraining';
import type { RetrainingStore } from './RetrainingStore';
import { trainingCall } from './trainingCall';

export type TrainingPayload = { readonly retrainingId: string };

type Rooms = {
  readonly assets: AssetStore;
  readonly retrainings: RetrainingStore;
  readonly broker: Pick<JobBroker, 'ask'>;
};

/**
 * A merged change to training data asks the host to train again, once for each
 * content. Only what was pushed while we watched does; history does not.
 */
export async function askForTraining(
  rooms: Rooms,
  model: Asset,
): Promise<void> {
  const { assets, retrainings } = rooms;
  const { trainedOn: link, training } = model.manifest as ModelManifest;
  if (!training) return;
  const dataset =
    link && (await assets.findDataset(link.dataset, link.repository));
  if (!dataset) return;
  const head = await assets.headVersion(dataset.id);
  if (!head?.pushed) return;
  const call = trainingCall(model, dataset, head);
  if (!call) return;
  const modelVersions = await assets.listVersions(model.id);
  if (modelVersions.some(version => trainedOn(version, head))) return;
  const row = await retrainings.open({
    model_asset_id: model.id,
    dataset_asset_id: dataset.id,
    dataset_version_id: head.id,
    source_id: model.sourceId,
    repository: call.repository,
    workflow: call.workflow,
    ref: call.ref,
    inputs: JSON.stringify(call.inputs),
    dataset_revision: call.marker,
  });
  if (row.state === 'asked' || row.state === 'sending')
    await askToSend(rooms, row);
}

/** The job that asks the host, once for each attempt. */
export async function askToSend(
  { broker, retrainings }: Pick<Rooms, 'broker' | 'retrainings'>,
  row: RetrainingRow,
): Promise<JobRow> {
  const payload: TrainingPayload = { retrainingId: row.id };
  const job = await broker.ask({
    kind: 'training',
    key: keyOf('training', row.id, row.attempt),
    assetId: row.model_asset_id,
    payload,
    priority: PRIORITIES.training,
  });
  if (row.job_id !== job.id)
    await retrainings.move(row.id, [row.state], { job_id: job.id });
  return job;
}
