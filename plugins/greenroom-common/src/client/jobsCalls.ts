import type { ApiConnection } from '../ApiConnection';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf } from './calls';

/** Jobs, and what is promised of computations. */
export function jobsCalls(connection: ApiConnection) {
  return {
    async listJobs(query: { assetId?: string } = {}) {
      const { items } = await connection.get<{
        items: AnswerOf<'listJobs'>;
      }>('/jobs', query);
      return items;
    },
    retryJob(jobId: string) {
      return connection.send<AnswerOf<'retryJob'>>(
        'POST',
        `/jobs/${encodeURIComponent(jobId)}/retry`,
      );
    },
    getJobLog(jobId: string) {
      return connection.get<AnswerOf<'getJobLog'>>(
        `/jobs/${encodeURIComponent(jobId)}/log`,
      );
    },
    getComputeHealth() {
      return connection.get<AnswerOf<'getComputeHealth'>>('/health/compute');
    },
    cancelJob(jobId: string) {
      return connection.send<AnswerOf<'cancelJob'>>(
        'POST',
        `/jobs/${encodeURIComponent(jobId)}/cancel`,
      );
    },
  } satisfies Partial<GreenroomApi>;
}
