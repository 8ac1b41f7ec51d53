import { NotFoundError } from '@backstage/errors';
import type { ErrorAnalysis } from '@greenroom/backstage-plugin-greenroom-common';
import { toJobStatus } from '../jobs/JobRow';
import type { AnalysisStore } from './AnalysisStore';

/** Answers of analysis jobs as a person sees them, whatever state the job is in. */
export class AnalysisViews {
  constructor(private readonly rooms: { analyses: AnalysisStore }) {}

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
}
