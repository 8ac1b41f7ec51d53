import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Attribution } from '@greenroom/backstage-plugin-greenroom-common';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import type { Version } from '../registry/Asset';
import type { RowsRoom } from '../rows/RowsRoom';
import { type AnalysisStore, pairOf } from './AnalysisStore';
import { attributionQuestion } from './attribution';
import type { AttributionAnswer } from './compute/attribution/attribution';
import type { AskedGrid, GridOfRuns } from './GridOfRuns';
import { requireShares } from './requireClasses';
import type { RunStore, RunWithJob } from './RunStore';
import type { RunViews } from './RunViews';

/** Why two runs differ. The answer waits for the runs of the grid that are not there yet. */
export class AttributionDesk {
  constructor(
    private readonly rooms: {
      runs: Pick<RunStore, 'get'>;
      views: Pick<RunViews, 'get'>;
      desk: Pick<JobDesk, 'askOnDemand'>;
      analyses: Pick<AnalysisStore, 'point'>;
      rows: Pick<RowsRoom, 'labels'>;
      grid: Pick<GridOfRuns, 'between'>;
    },
  ) {}

  /**
   * @throws NotFoundError where a run is not there
   * @throws InputError where the two are not runs of one model's evaluation
   * @throws NotAllowedError where the labels are hidden from the caller
   */
  async between(
    fromRunId: string,
    toRunId: string,
    credentials: BackstageCredentials,
  ): Promise<Attribution> {
    const [from, to] = await Promise.all([
      this.#run(fromRunId),
      this.#run(toRunId),
    ]);
    assertComparable(from, to);
    requireShares(from, to);
    for (const { dataset_version_id: id } of [from, to])
      await this.rooms.rows.labels.assertVisible(id, credentials);
    const [fromView, toView] = await Promise.all(
      [from, to].map(({ id }) => this.rooms.views.get(id)),
    );
    const grid = await this.rooms.grid.between(from, to);
    const { remark } = grid;
    const view = {
      from: fromView,
      to: toView,
      ...(remark === undefined ? {} : { remark }),
    };
    const waiting =
      grid.runs.find(({ predictions }) => predictions === undefined)?.job ??
      grid.versions.find(({ run }) => !run.result)?.run.job;
    if (waiting) return { ...view, job: toJobStatus(waiting) };
    const job = await this.#ask(to, grid);
    await this.rooms.analyses.point(
      'attribution',
      pairOf(from.id, to.id),
      job.id,
    );
    return {
      ...view,
      job: toJobStatus(job),
      ...(job.state === 'succeeded'
        ? (JSON.parse(job.result!) as AttributionAnswer)
        : {}),
    };
  }

  /** @param grid - every run of which has predictions */
  #ask(to: RunWithJob, grid: AskedGrid): Promise<JobRow> {
    const { factors, runs, thresholds, versions } = grid;
    return this.rooms.desk.askOnDemand(
      attributionQuestion(to.model_asset_id, {
        datasetVersionId: to.dataset_version_id,
        factors,
        runs: runs.map(({ model, preprocessing, data, predictions }) => ({
          model,
          preprocessing,
          data,
          predictions: predictions!,
        })),
        thresholds,
        versions: versions.map(({ version, run }) => ({
          id: version.id,
          name: nameOf(version),
          predictions: run.result!.predictionsArtifact,
        })),
      }),
    );
  }

  async #run(id: string): Promise<RunWithJob> {
    const run = await this.rooms.runs.get(id);
    if (!run) throw new NotFoundError(`No run ${id}.`);
    return run;
  }
}

/** "1.4.0, a1b2c3d: Correct 40 labels". */
function nameOf({ facts, commit }: Version): string {
  const place = commit.sha.slice(0, 7);
  const [subject] = commit.message.split('\n');
  return `${facts.semver ? `${facts.semver}, ` : ''}${place}: ${subject}`;
}

function assertComparable(from: RunWithJob, to: RunWithJob): void {
  if (from.id === to.id)
    throw new InputError('A run does not differ from itself. Choose two.');
  const isSame = (
    ['model_asset_id', 'dataset_asset_id', 'evaluation'] as const
  ).every(part => from[part] === to[part]);
  if (!isSame || from.split !== to.split)
    throw new InputError(
      'A difference is explained between two runs of the same evaluation of one model. Choose two of those.',
    );
}
