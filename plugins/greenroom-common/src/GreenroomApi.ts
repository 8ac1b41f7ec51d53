import type {
  AssetDetail,
  AssetList,
  AssetVersion,
  AssetEntityList,
  SourceStatus,
  SyncRecord,
} from './asset';
import type { ErrorAnalysis, JobStatus, Run, RunList } from './analysis';
import type { Attribution } from './attribution';
import type { DecisionsApi } from './decisions';
import type {
  ErrorAnswer,
  ErrorQuestion,
  ErrorTrend,
  ErrorTrendQuery,
} from './errors';
import type { ComputeHealth, JobLog } from './health';
import type { LabelsApi } from './labels';
import type { Lineage } from './lineage';
import type { RunComparison } from './runComparison';
import type {
  Proposal,
  ProposalEntry,
  ProposalList,
  PublishRequest,
} from './proposal';
import type { RetrainingList } from './retraining';
import type { RunPlan, RunPlanQuery, RunRequest } from './runPlan';
import type { RowFilter, RowPage, RowSort, Thumbnails } from './rows';
import type {
  ChangedRowPage,
  ChangedRowsFilter,
  DriftAgainst,
  VersionBlame,
  VersionComparison,
  VersionDrift,
  VersionLeakage,
  VersionProfile,
} from './versions';

export type AssetQuery = {
  kind?: 'dataset' | 'model';
  owner?: string;
  search?: string;
  attention?: boolean;
  limit?: number;
  cursor?: string;
};

/** Everything the portal can ask of Greenroom. Paths are those of `greenroomRoutes`. */
export interface GreenroomApi extends LabelsApi, DecisionsApi {
  listAssets(query?: AssetQuery): Promise<AssetList>;
  getAsset(assetId: string): Promise<AssetDetail>;
  /** The asset behind a catalog entity; throws NotFoundError when there is none. */
  getAssetByEntity(entityRef: string): Promise<AssetDetail>;
  listVersions(assetId: string): Promise<AssetVersion[]>;
  listSources(): Promise<SourceStatus[]>;
  /** Syncs of the asset's repository, newest first. */
  listSyncs(assetId: string): Promise<SyncRecord[]>;
  /** What catalog entities are made of: some by id, or all, a page after the other. */
  listEntities(query: {
    ids?: readonly string[];
    after?: string;
    limit?: number;
  }): Promise<AssetEntityList>;
  refresh(assetId: string): Promise<JobStatus>;

  listRuns(query: {
    modelAssetId?: string;
    datasetAssetId?: string;
  }): Promise<RunList>;
  getRun(runId: string): Promise<Run>;
  /** What can be asked of a model on demand, and what the chosen versions would begin. */
  planRuns(assetId: string, query?: RunPlanQuery): Promise<RunPlan>;
  /** Asks for runs; where the same was asked before, these are the runs that are there. */
  askForRuns(assetId: string, request: RunRequest): Promise<RunList>;
  /** Trainings that changes of its data asked for, newest first. */
  listRetrainings(assetId: string): Promise<RetrainingList>;
  /** Asks the host once more for one that failed, was cancelled or refused. */
  retryRetraining(
    assetId: string,
    retrainingId: string,
  ): Promise<RetrainingList>;
  /** What differs between two runs; asked for the first time, it begins a job. */
  compareRuns(fromRunId: string, toRunId: string): Promise<RunComparison>;
  /** Why the metrics of two runs of one evaluation differ; asked for the first time, it begins what is missing. */
  attributeRuns(fromRunId: string, toRunId: string): Promise<Attribution>;
  getErrorAnalysis(runId: string): Promise<ErrorAnalysis>;
  /** Looks into the errors of a run that has ended: answered at once, nothing is kept. The answer is of the view's type. */
  exploreErrors(runId: string, question: ErrorQuestion): Promise<ErrorAnswer>;
  /** How a cohort fared in the runs of the same evaluation; asked for the first time, it begins a job. */
  getErrorTrend(runId: string, query: ErrorTrendQuery): Promise<ErrorTrend>;
  getProfile(versionId: string): Promise<VersionProfile>;
  /** Any two versions of a data set; asked for the first time, it begins a job. */
  compareVersions(
    fromVersionId: string,
    toVersionId: string,
  ): Promise<VersionComparison>;
  /**
   * Label changes first, where no order is asked for. `sort.column` orders by the
   * cell after the change (of a removed row by the cell before it).
   */
  getChangedRows(query: {
    from: string;
    to: string;
    filter?: ChangedRowsFilter;
    sort?: RowSort;
    offset?: number;
    limit?: number;
  }): Promise<ChangedRowPage>;
  getDrift(versionId: string, against: DriftAgainst): Promise<VersionDrift>;
  getLeakage(query: {
    versionId: string;
    offset?: number;
    limit?: number;
  }): Promise<VersionLeakage>;
  /** Who last set each cell of these rows; the first time it begins a job. */
  getBlame(versionId: string, keys: string[]): Promise<VersionBlame>;
  listJobs(query?: { assetId?: string }): Promise<JobStatus[]>;
  retryJob(jobId: string): Promise<JobStatus>;
  /** What was written down while it was worked on. */
  getJobLog(jobId: string): Promise<JobLog>;
  /** Which promises about computations are kept. */
  getComputeHealth(): Promise<ComputeHealth>;
  /** Ends a job that waits or runs; refused where it has ended already. */
  cancelJob(jobId: string): Promise<JobStatus>;

  getRows(query: {
    versionId: string;
    runId?: string;
    filter?: RowFilter;
    sort?: RowSort;
    offset?: number;
    limit?: number;
  }): Promise<RowPage>;
  /** The rows of a filter as CSV that no spreadsheet takes for formulas. */
  exportRows(query: { versionId: string; filter?: RowFilter }): Promise<Blob>;
  /** Each fitted into a square of `sizePixels` (at most 1024; 112 where nothing is said). */
  getThumbnails(
    versionId: string,
    keys: string[],
    sizePixels?: number,
  ): Promise<Thumbnails>;

  getLineage(assetId: string): Promise<Lineage>;

  listProposals(assetId: string): Promise<ProposalList>;
  /** Adds or replaces entries (by key) of the caller's draft, which is begun when there is none. */
  putEntries(assetId: string, entries: ProposalEntry[]): Promise<Proposal>;
  removeEntries(assetId: string, keys: string[]): Promise<Proposal>;
  /** Publishes the caller's draft as a pull request; the same draft twice gives the same pull request. */
  publish(
    proposalId: string,
    request: PublishRequest,
    /** The caller's own token for the git host; it lives within the request. */
    token?: string,
  ): Promise<Proposal>;
}
