import type { ApiConnection } from '../ApiConnection';
import { HEADER_SCM_TOKEN } from './scmToken';
import type { PlanAgreement, PlanComment } from '../planReview';
import type { GreenroomApi } from '../GreenroomApi';
import type { AnswerOf, QueryOf } from './calls';

/** Plans of pull requests and baskets, and what reviewers say of them. */
export function plansCalls(connection: ApiConnection) {
  return {
    listPlans(assetId: string) {
      return connection.get<AnswerOf<'listPlans'>>(
        `/assets/${encodeURIComponent(assetId)}/plans`,
      );
    },
    getPlan(
      assetId: string,
      { number, ...query }: { number: number; commit?: string },
    ) {
      return connection.get<AnswerOf<'getPlan'>>(
        `/assets/${encodeURIComponent(assetId)}/plans/${number}`,
        query,
      );
    },
    async permitPlan(planId: string) {
      await connection.send<object>(
        'POST',
        `/plans/${encodeURIComponent(planId)}/permit`,
      );
    },
    planBasket(assetId: string) {
      return connection.send<AnswerOf<'planBasket'>>(
        'POST',
        `/assets/${encodeURIComponent(assetId)}/draft/plan`,
      );
    },
    getMadePlan(planId: string) {
      return connection.get<AnswerOf<'getMadePlan'>>(
        `/plans/${encodeURIComponent(planId)}`,
      );
    },
    getPlanRows({ planId, ...body }: QueryOf<'getPlanRows'>) {
      return connection.send<AnswerOf<'getPlanRows'>>(
        'POST',
        `/plans/${encodeURIComponent(planId)}/rows`,
        body,
      );
    },
    getPlanAgreements(planId: string) {
      return connection.get<AnswerOf<'getPlanAgreements'>>(
        `/plans/${encodeURIComponent(planId)}/agreements`,
      );
    },
    async agreeInPlan(planId: string, agreement: PlanAgreement) {
      await connection.send<object>(
        'PUT',
        `/plans/${encodeURIComponent(planId)}/agreements`,
        agreement,
      );
    },
    commentOnPlan(planId: string, comment: PlanComment, token?: string) {
      return connection.send<AnswerOf<'commentOnPlan'>>(
        'POST',
        `/plans/${encodeURIComponent(planId)}/comments`,
        comment,
        token ? { [HEADER_SCM_TOKEN]: token } : {},
      );
    },
    getPlanThumbnails({ planId, ...body }: QueryOf<'getPlanThumbnails'>) {
      return connection.send<AnswerOf<'getPlanThumbnails'>>(
        'POST',
        `/plans/${encodeURIComponent(planId)}/thumbnails`,
        body,
      );
    },
  } satisfies Partial<GreenroomApi>;
}
