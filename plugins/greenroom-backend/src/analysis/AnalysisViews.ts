import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ErrorAnalysis,
  LabelQuality,
  RunComparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { JobRow, toJobStatus } from '../jobs/JobRow';
import type { AnalysisStore } from './AnalysisStore';
import type { RunViews } from './RunViews';

export type LabelsPage = {
  readonly offset: number;
  readonly limit: number;
  readonly split?: string;
  readonly given?: string;
  readonly suggested?: string;
};

/** What leaves this room that names rows goes by the `rows` room. */
export type RowDoor = {
  labelIssues(
    issuesArtifact: string,
    versionId: string,
    page: LabelsPage,
    credentials: BackstageCredentials,
  ): Promise<Pick<LabelQuality, 'items' | 'total'>>;
  compareRuns(
    fromRunId: string,
    toRunId: string,
  ): Promise<Omit<RunComparison, 'from' | 'to'>>;
};

/** Answers of analysis jobs as a person sees them, whatever state the job is in. */
export class AnalysisViews {
  constructor(
    private readonly rooms: {
      analyses: AnalysisStore;
      runs: RunViews;
      door: RowDoor;
    },
  ) {}

  async errors(runId: string): Promise<ErrorAnalysis> {
    const job = await this.#job(
      'errors',
      runId,
      'The run has no predictions to analyse yet.',
    );
    return {
      job: toJobStatus(job),
      runId,
      ...(await this.rooms.analyses.errors(runId)),
    };
  }

  async labels(
    versionId: string,
    page: LabelsPage,
    credentials: BackstageCredentials,
  ): Promise<LabelQuality> {
    const job = await this.#job(
      'labels',
      versionId,
      'Label quality waits for out-of-sample predictions of a model on this version.',
    );
    const result = await this.rooms.analyses.labels(versionId);
    const view = { job: toJobStatus(job), datasetVersionId: versionId };
    if (!result) return { ...view, items: [], total: 0 };
    const { issuesArtifact, ...summary } = result;
    const issues = await this.rooms.door.labelIssues(
      issuesArtifact,
      versionId,
      page,
      credentials,
    );
    return { ...view, ...summary, ...issues };
  }

  async compare(fromRunId: string, toRunId: string): Promise<RunComparison> {
    const [from, to, comparison] = await Promise.all([
      this.rooms.runs.get(fromRunId),
      this.rooms.runs.get(toRunId),
      this.rooms.door.compareRuns(fromRunId, toRunId),
    ]);
    return { from, to, ...comparison };
  }

  async #job(
    kind: 'errors' | 'labels',
    subject: string,
    absent: string,
  ): Promise<JobRow> {
    const job = await this.rooms.analyses.job(kind, subject);
    if (!job) throw new NotFoundError(absent);
    return job;
  }
}
