import { NotFoundError } from '@backstage/errors';
import type {
  Retraining,
  RetrainingList,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ModelManifest } from '@greenroom/manifest';
import { trainedOn } from '../analysis/predictionsFor';
import { endedBadly, isoTime, type JobRow } from '../jobs/JobRow';
import type { JobStore } from '../jobs/JobStore';
import type { Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { RetrainingRow } from './Retraining';
import type { RetrainingStore } from './RetrainingStore';

/** Trainings of a model as a person sees them. */
export class RetrainingViews {
  constructor(
    private readonly rooms: {
      retrainings: RetrainingStore;
      assets: AssetStore;
      jobs: JobStore;
    },
  ) {}

  /** @throws NotFoundError where there is no such model */
  async list(modelAssetId: string): Promise<RetrainingList> {
    const { assets, jobs, retrainings } = this.rooms;
    const model = await assets.get(modelAssetId);
    if (model?.manifest.kind !== 'Model')
      throw new NotFoundError(`No model ${modelAssetId}.`);
    const rows = await retrainings.ofModel(modelAssetId);
    const asking = await jobs.getMany(rows.flatMap(row => row.job_id ?? []));
    const modelVersions = await assets.listVersions(modelAssetId);
    return {
      workflow: (model.manifest as ModelManifest).training?.workflow,
      items: await Promise.all(
        rows.map(async row =>
          retrainingView(row, {
            job: asking.get(row.job_id ?? ''),
            dataset: await assets.get(row.dataset_asset_id),
            version: await assets.getVersion(row.dataset_version_id),
            modelVersions,
          }),
        ),
      ),
    };
  }
}

function retrainingView(
  row: RetrainingRow,
  {
    job,
    dataset,
    version,
    modelVersions,
  }: {
    job: JobRow | undefined;
    dataset: { readonly name: string } | undefined;
    version: Version | undefined;
    modelVersions: readonly Version[];
  },
): Retraining {
  const arrived =
    version && modelVersions.find(each => trainedOn(each, version));
  // The host could not be reached; it is asked again.
  const unsent =
    (row.state === 'asked' || row.state === 'sending') && job && endedBadly(job)
      ? job.error
      : undefined;
  return {
    id: row.id,
    state: row.state === 'sending' ? 'asked' : row.state,
    attempt: row.attempt,
    data: {
      assetId: row.dataset_asset_id,
      name: dataset?.name ?? row.dataset_asset_id,
      versionId: row.dataset_version_id,
      semver: version?.facts.semver,
      commit: row.dataset_revision,
      subject: version?.commit.message.split('\n')[0],
      url: version?.commit.url,
    },
    workflow: row.workflow,
    repository: row.repository,
    ref: row.ref,
    run:
      row.run_number === null || row.run_url === null
        ? undefined
        : { number: row.run_number, url: row.run_url },
    askedAt: isoTime(row.asked_at)!,
    startedAt: isoTime(row.started_at),
    endedAt: isoTime(row.ended_at),
    reason: row.reason ?? unsent ?? undefined,
    reasonUrl: row.reason_url ?? undefined,
    arrived: arrived && {
      versionId: arrived.id,
      semver: arrived.facts.semver,
      commit: arrived.commit.sha,
    },
  };
}
