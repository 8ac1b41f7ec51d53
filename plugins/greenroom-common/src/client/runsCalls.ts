import type { ApiConnection } from '../ApiConnection';
import type { ErrorQuestion } from '../errorQuestion';
import type { ErrorTrendQuery } from '../errorTrend';
import type { RunPlanQuery, RunRequest } from '../runPlan';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf } from './calls';

/** Runs of evaluations, trainings, and the errors of a run. */
export function runsCalls(connection: ApiConnection) {
  return {
    listRuns(query: { modelAssetId?: string; datasetAssetId?: string }) {
      return connection.get<AnswerOf<'listRuns'>>('/runs', query);
    },
    getRun(runId: string) {
      return connection.get<AnswerOf<'getRun'>>(
        `/runs/${encodeURIComponent(runId)}`,
      );
    },
    planRuns(assetId: string, query: RunPlanQuery = {}) {
      return connection.get<AnswerOf<'planRuns'>>(
        `/assets/${encodeURIComponent(assetId)}/runs/plan`,
        query,
      );
    },
    askForRuns(assetId: string, request: RunRequest) {
      return connection.send<AnswerOf<'askForRuns'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/runs`,
        request,
      );
    },
    listRetrainings(assetId: string) {
      return connection.get<AnswerOf<'listRetrainings'>>(
        `/assets/${encodeURIComponent(assetId)}/retrainings`,
      );
    },
    retryRetraining(assetId: string, retrainingId: string) {
      return connection.send<AnswerOf<'retryRetraining'>>(
        'POST',
        `/assets/${encodeURIComponent(
          assetId,
        )}/retrainings/${encodeURIComponent(retrainingId)}/retry`,
      );
    },
    compareRuns(from: string, to: string) {
      return connection.get<AnswerOf<'compareRuns'>>('/runs/compare', {
        from,
        to,
      });
    },
    attributeRuns(from: string, to: string) {
      return connection.get<AnswerOf<'attributeRuns'>>('/runs/attribution', {
        from,
        to,
      });
    },
    getErrorAnalysis(runId: string) {
      return connection.get<AnswerOf<'getErrorAnalysis'>>(
        `/runs/${encodeURIComponent(runId)}/errors`,
      );
    },
    exploreErrors(runId: string, question: ErrorQuestion) {
      return connection.send<AnswerOf<'exploreErrors'>>(
        'POST',
        `/runs/${encodeURIComponent(runId)}/errors/explore`,
        question,
      );
    },
    getErrorTrend(runId: string, { where, measure }: ErrorTrendQuery) {
      return connection.get<AnswerOf<'getErrorTrend'>>(
        `/runs/${encodeURIComponent(runId)}/errors/trend`,
        { where: JSON.stringify(where), measure },
      );
    },
  } satisfies Partial<GreenroomApi>;
}
