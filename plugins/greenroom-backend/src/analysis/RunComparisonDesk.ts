import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { RunComparison } from '@greenroom/backstage-plugin-greenroom-common';
import type { JobDesk } from '../jobs/JobDesk';
import { toJobStatus } from '../jobs/JobRow';
import type { AssetStore } from '../registry/AssetStore';
import type { RowsRoom } from '../rows/RowsRoom';
import { type AnalysisStore, pairOf } from './AnalysisStore';
import {
  runComparisonQuestion,
  type RunComparisonResult,
} from './runComparison';
import type { RunStore, RunWithJob } from './RunStore';
import type { RunViews } from './RunViews';

/** What differs between two runs; what nobody asked before is asked now. */
export class RunComparisonDesk {
  constructor(
    private readonly rooms: {
      assets: Pick<AssetStore, 'getVersion'>;
      runs: Pick<RunStore, 'get'>;
      views: Pick<RunViews, 'get'>;
      desk: Pick<JobDesk, 'askOnDemand'>;
      analyses: Pick<AnalysisStore, 'point'>;
      rows: Pick<RowsRoom, 'labels' | 'pairs'>;
    },
  ) {}

  /**
   * @throws NotFoundError where a run is not there, or has no predictions yet
   * @throws InputError where the two are not runs on one split of one data set
   * @throws NotAllowedError where the labels are hidden from the caller
   */
  async between(
    fromRunId: string,
    toRunId: string,
    credentials: BackstageCredentials,
  ): Promise<RunComparison> {
    const { views, rows, assets, analyses, desk } = this.rooms;
    const [from, to] = await Promise.all([
      this.#run(fromRunId),
      this.#run(toRunId),
    ]);
    assertComparable(from, to);
    for (const { dataset_version_id: id } of [from, to])
      await rows.labels.assertVisible(id, credentials);
    const dataset = await assets.getVersion(to.dataset_version_id);
    if (!dataset)
      throw new NotFoundError('The data of the run is no longer known.');
    const job = await desk.askOnDemand(
      runComparisonQuestion(from, to, dataset),
    );
    await analyses.point('run-comparison', pairOf(from.id, to.id), job.id);
    const view = {
      from: await views.get(from.id),
      to: await views.get(to.id),
      job: toJobStatus(job),
    };
    if (job.state !== 'succeeded') return view;
    const { changedArtifact, ...compared } = JSON.parse(
      job.result!,
    ) as RunComparisonResult;
    return {
      ...view,
      comparison: {
        ...compared,
        metrics: [...compared.metrics],
        slices: [...compared.slices],
        changed: await rows.pairs.changed(changedArtifact),
      },
    };
  }

  async #run(id: string): Promise<RunWithJob> {
    const run = await this.rooms.runs.get(id);
    if (!run?.result)
      throw new NotFoundError(`The run ${id} has no predictions yet.`);
    return run;
  }
}

function assertComparable(from: RunWithJob, to: RunWithJob): void {
  if (from.id === to.id)
    throw new InputError('A run does not differ from itself. Choose two.');
  const task = from.result?.task ?? to.result?.task;
  if (task)
    throw new InputError(
      `Of ${task} no row is right or wrong, fixed or broken. Compare the metrics, each with its interval.`,
    );
  if (
    from.dataset_asset_id !== to.dataset_asset_id ||
    from.split !== to.split ||
    Boolean(from.result?.byClass) !== Boolean(to.result?.byClass)
  )
    throw new InputError(
      'Runs are compared row by row on the same split of one data set. Choose two of those.',
    );
}
