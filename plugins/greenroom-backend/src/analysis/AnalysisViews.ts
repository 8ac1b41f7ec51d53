import { NotFoundError } from '@backstage/errors';
import type {
  ErrorAnalysis,
  RunComparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { toJobStatus } from '../jobs/JobRow';
import type { AnalysisStore } from './AnalysisStore';
import type { RunViews } from './RunViews';

/** What leaves this room that names rows goes by the `rows` room. */
export type RowDoor = {
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
    const job = await this.rooms.analyses.job('errors', runId);
    if (!job)
      throw new NotFoundError('The run has no predictions to analyse yet.');
    return {
      job: toJobStatus(job),
      runId,
      ...(await this.rooms.analyses.errors(runId)),
    };
  }

  async compare(fromRunId: string, toRunId: string): Promise<RunComparison> {
    const [from, to, comparison] = await Promise.all([
      this.rooms.runs.get(fromRunId),
      this.rooms.runs.get(toRunId),
      this.rooms.door.compareRuns(fromRunId, toRunId),
    ]);
    return { from, to, ...comparison };
  }
}
