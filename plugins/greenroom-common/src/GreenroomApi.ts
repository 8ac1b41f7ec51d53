import type { BasketCheck, Settlements } from './basketCheck';
import type {
  AugmentationChoices,
  AugmentationPreview,
  AugmentationRequest,
} from './augmentation';
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
import type { AuditApi } from './auditEvents';
import type { CollectList } from './collect';
import type { DecisionsApi } from './decisions';
import type { ErrorAnswer } from './errorAnswer';
import type { ErrorQuestion } from './errorQuestion';
import type { ErrorTrend, ErrorTrendQuery } from './errorTrend';
import type { ComputeHealth, JobLog } from './health';
import type { LabelsApi } from './labels';
import type { AssetCard, ExportFormat } from './card';
import type { LineageApi } from './LineageApi';
import type { PoliciesApi } from './policy';
import type { Obligations } from './obligations';
import type { RunComparison } from './runComparison';
import type { AssetTexts } from './assetTexts';
import type { ProposalEntry } from './entries';
import type { NewRowForm, NewRowsAnswer, NewRowsRequest } from './newRows';
import type { Proposal, ProposalList } from './proposal';
import type { PublishPreview, PublishRequest } from './pullRequest';
import type { MadePlan, PlanList, PullPlan } from './plan';
import type {
  PlanAgreement,
  PlanAgreements,
  PlanComment,
  SaidComment,
} from './planReview';
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
export interface GreenroomApi
  extends LabelsApi,
    DecisionsApi,
    LineageApi,
    AuditApi,
    PoliciesApi {
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
  /** Rows that the data set asks for, counted in this version. */
  getCollect(versionId: string): Promise<CollectList>;
  /** What may be made of a version, and what its manifest declares. */
  getAugmentations(versionId: string): Promise<AugmentationChoices>;
  /** Rows made by a recipe, beside their parents; the first time it begins a job. */
  previewAugmentation(
    versionId: string,
    request: AugmentationRequest,
  ): Promise<AugmentationPreview>;
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

  /** What a version of an asset is bound by (the newest, where none is named), each with the way it came. */
  getObligations(query: {
    assetId: string;
    versionId?: string;
  }): Promise<Obligations>;

  /** Whether the card says what chosen templates ask for, and whether its figures are true. */
  getCard(
    assetId: string,
    query?: { templates?: string[] },
  ): Promise<AssetCard>;
  /** What is known of an asset, in a format of somebody else. */
  exportAsset(assetId: string, format: ExportFormat): Promise<Blob>;

  listProposals(assetId: string): Promise<ProposalList>;
  /** Adds or replaces entries (by key) of the caller's draft, which is begun when there is none. */
  putEntries(assetId: string, entries: ProposalEntry[]): Promise<Proposal>;
  removeEntries(assetId: string, keys: string[]): Promise<Proposal>;
  /** Takes the last change of the caller's draft back. */
  undoEntries(assetId: string): Promise<Proposal>;
  /** Puts entries of somebody's basket into the caller's own. */
  takeEntries(
    assetId: string,
    proposalId: string,
    keys: string[],
  ): Promise<Proposal>;
  /** Somebody's basket or proposal, to look at. */
  getProposal(proposalId: string): Promise<Proposal>;
  /** What a row that is added has to be. */
  newRowForm(assetId: string): Promise<NewRowForm>;
  /** What an upload would add; nothing is added by it. */
  checkNewRows(
    assetId: string,
    request: NewRowsRequest,
  ): Promise<NewRowsAnswer>;
  /** What manifest and card say in the newest commit. */
  getTexts(assetId: string): Promise<AssetTexts>;
  /** What publishing the caller's draft would make, and whom it would ask. */
  previewPublish(proposalId: string): Promise<PublishPreview>;
  /** Puts the decisions of a closed proposal back into the caller's basket, and gives that. */
  takeBack(proposalId: string): Promise<Proposal>;
  /** Holds the caller's basket against the newest version. */
  checkBasket(proposalId: string): Promise<BasketCheck>;
  /** Keeps what the caller chose where both have their own word. */
  settleBasket(proposalId: string, settlements: Settlements): Promise<Proposal>;
  /** Publishes the caller's draft as a pull request, or brings an open one up to date; the same draft twice gives the same pull request. */
  publish(
    proposalId: string,
    request: PublishRequest,
    /** The caller's own token for the git host; it lives within the request. */
    token?: string,
  ): Promise<Proposal>;

  /** What open and past pull requests would do to an asset, whoever opened them; the newest first. */
  listPlans(assetId: string): Promise<PlanList>;
  /** The plan of one of them, after the newest push or after one that is named. */
  getPlan(
    assetId: string,
    query: { number: number; commit?: string },
  ): Promise<PullPlan>;
  /** Lets the newest push of a fork be planned; the next takes it again. */
  permitPlan(planId: string): Promise<void>;
  /** Begins the plan of the caller's basket, or finds it where nothing changed since. */
  planBasket(assetId: string): Promise<MadePlan>;
  /** A plan that was begun. */
  getMadePlan(planId: string): Promise<MadePlan>;
  /** Rows of a data set that a plan changes: label changes first, where no order is asked for. */
  getPlanRows(query: {
    planId: string;
    /** Name of the data set. */
    asset: string;
    filter?: ChangedRowsFilter;
    sort?: RowSort;
    offset?: number;
    limit?: number;
  }): Promise<ChangedRowPage>;
  /** Changes of a pull request that the caller agreed to. */
  getPlanAgreements(planId: string): Promise<PlanAgreements>;
  agreeInPlan(planId: string, agreement: PlanAgreement): Promise<void>;
  /** Says it on the git host: with a token as the caller, else in their name. */
  commentOnPlan(
    planId: string,
    comment: PlanComment,
    /** The caller's own token for the git host; it lives within the request. */
    token?: string,
  ): Promise<SaidComment>;
  /** As they would be; of a removed row as it was. */
  getPlanThumbnails(query: {
    planId: string;
    asset: string;
    keys: string[];
    sizePixels?: number;
  }): Promise<Thumbnails>;
}
