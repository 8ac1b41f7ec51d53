import type { Knex } from 'knex';
import type { Evaluation } from '@greenroom/evaluation';
import type { ServedBy } from './inference';
import type { JobRow } from '../jobs/JobRow';
import type { JobStore } from '../jobs/JobStore';
import {
  ALL_ASSETS,
  type AssetScope,
  idsInScope,
} from '../permissions/AssetScope';

/** The answer of an evaluation job (its `result`). */
export type EvaluationResult = Evaluation & {
  /** Parquet: key, split, given, predicted, p (list in the order of the classes). */
  predictionsArtifact: string;
  /** Who said them, where the model is not run here. */
  served?: ServedBy;
};

/** Named in one query: below what either database takes as parameters. */
const VERSIONS_AT_A_TIME = 500;

export type RunRow = {
  id: string;
  job_id: string;
  evaluation: string;
  split: string;
  audited: boolean | number;
  model_asset_id: string;
  model_version_id: string;
  dataset_asset_id: string;
  dataset_version_id: string;
  created_at: number | string;
};

export type RunWithJob = RunRow & { job: JobRow; result?: EvaluationResult };

/** Which evaluation of which model version on which data set version is which job. */
export class RunStore {
  constructor(private readonly knex: Knex, private readonly jobs: JobStore) {}

  async add(run: Omit<RunRow, 'created_at'>): Promise<void> {
    await this.knex('runs')
      .insert({ ...run, created_at: Date.now() })
      .onConflict('id')
      .merge(['job_id']);
  }

  async get(id: string): Promise<RunWithJob | undefined> {
    const rows = await this.knex<RunRow>('runs').where({ id });
    return (await this.withJobs(rows))[0];
  }

  /** Newest first. */
  async list(where: {
    modelAssetId?: string;
    datasetAssetId?: string;
    datasetVersionId?: string;
    scope?: AssetScope;
  }): Promise<RunWithJob[]> {
    const query = this.knex<RunRow>('runs')
      .orderBy('created_at', 'desc')
      .limit(500);
    if (where.modelAssetId) query.where({ model_asset_id: where.modelAssetId });
    if (where.datasetAssetId)
      query.where({ dataset_asset_id: where.datasetAssetId });
    if (where.datasetVersionId)
      query.where({ dataset_version_id: where.datasetVersionId });
    const { scope = ALL_ASSETS } = where;
    if (scope.type !== 'all')
      for (const column of ['model_asset_id', 'dataset_asset_id'])
        query.whereIn(column, idsInScope(this.knex, scope));
    return this.withJobs(await query);
  }

  /** Runs of any of these versions, of models or of data, newest first. */
  async listOfVersions(
    versionIds: readonly string[],
    { before, limit }: { readonly before?: number; readonly limit: number },
  ): Promise<RunWithJob[]> {
    const found = new Map<string, RunRow>();
    for (let i = 0; i < versionIds.length; i += VERSIONS_AT_A_TIME) {
      const some = versionIds.slice(i, i + VERSIONS_AT_A_TIME);
      for (const column of ['model_version_id', 'dataset_version_id']) {
        const query = this.knex<RunRow>('runs')
          .whereIn(column, some)
          .orderBy('created_at', 'desc')
          .limit(limit);
        if (before !== undefined) query.where('created_at', '<=', before);
        for (const row of await query) found.set(row.id, row);
      }
    }
    const newest = [...found.values()]
      .sort((a, b) => Number(b.created_at) - Number(a.created_at))
      .slice(0, limit);
    return this.withJobs(newest);
  }

  /** Models that were measured on any of these versions of data, and how many runs there are of them and of these models. */
  async countOfVersions(versionIds: readonly string[]): Promise<{
    readonly runs: number;
    readonly measured: ReadonlySet<string>;
  }> {
    const runs = new Set<string>();
    const measured = new Set<string>();
    for (let i = 0; i < versionIds.length; i += VERSIONS_AT_A_TIME) {
      const some = versionIds.slice(i, i + VERSIONS_AT_A_TIME);
      const rows = await this.knex<RunRow>('runs')
        .whereIn('dataset_version_id', some)
        .orWhereIn('model_version_id', some)
        .select('id', 'model_version_id');
      for (const row of rows) {
        runs.add(row.id);
        measured.add(row.model_version_id);
      }
    }
    return { runs: runs.size, measured };
  }

  /** Of these models and data sets those that a run is about. */
  async assetsWithRuns(assetIds: readonly string[]): Promise<Set<string>> {
    const found = await Promise.all(
      ['model_asset_id', 'dataset_asset_id'].map(column =>
        this.knex('runs')
          .whereIn(column, [...assetIds])
          .distinct<{ id: string }[]>({ id: column }),
      ),
    );
    return new Set(found.flat().map(({ id }) => id));
  }

  /** Of these models those that ran. */
  async modelsWithRuns(modelIds: readonly string[]): Promise<string[]> {
    if (modelIds.length === 0) return [];
    const rows = await this.knex<RunRow>('runs')
      .whereIn('model_asset_id', [...modelIds])
      .distinct('model_asset_id');
    return rows.map(({ model_asset_id }) => model_asset_id);
  }

  private async withJobs(rows: RunRow[]): Promise<RunWithJob[]> {
    if (rows.length === 0) return [];
    const jobs = await this.jobs.getMany(rows.map(row => row.job_id));
    return rows.flatMap(row => {
      const job = jobs.get(row.job_id);
      if (!job) return [];
      if (job.state !== 'succeeded' || !job.result) return [{ ...row, job }];
      // What a server said is there, and is to be measured.
      return job.kind === 'inference'
        ? [{ ...row, job: { ...job, state: 'running' as const } }]
        : [{ ...row, job, result: JSON.parse(job.result) }];
    });
  }
}
