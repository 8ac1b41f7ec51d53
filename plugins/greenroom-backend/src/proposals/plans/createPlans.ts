import type { Router } from 'express';
import type { Foundation } from '../../foundation';
import { JobReasons } from '../../jobs/JobReasons';
import type { RowsRoom } from '../../rows/RowsRoom';
import { createPublisherOf } from '../publisherOf';
import { BasketPlans } from './BasketPlans';
import { PermitStore } from './PermitStore';
import { planCheckKind } from './planCheckKind';
import { PlanStore } from './PlanStore';
import { PlanViews } from './PlanViews';
import { PullLooker } from './PullLooker';
import { PullPlans } from './PullPlans';
import { pullRequestKind } from './pullRequestKind';
import { AgreementStore } from './review/AgreementStore';
import { CommentStore } from './review/CommentStore';
import { PlanReview } from './review/PlanReview';
import { createPlanReviewRouter } from './review/router';
import { createPlansRouter } from './router';
import { WaitStore } from './WaitStore';

/** What each pull request would do to data and models, told at the host and here. */
export function createPlans(
  foundation: Foundation,
  rooms: { changed(assetIds: readonly string[]): Promise<void> },
) {
  const { broker, knex } = foundation;
  const inner = {
    ...foundation,
    store: new PlanStore(knex),
    permits: new PermitStore(knex),
    waits: new WaitStore(knex),
  };
  const plans = new PullPlans({ ...inner, changed: rooms.changed });
  broker.register(
    pullRequestKind({
      ...inner,
      looker: new PullLooker(inner),
      tell: told => plans.tell(told),
    }),
  );
  broker.register(planCheckKind(inner));
  return {
    /** Hears that an analysis a plan waits for has its answer. */
    settled: (assetId: string) => plans.settled(assetId),
    heard: (...event: Parameters<PullPlans['heard']>) => plans.heard(...event),
    pass: () => plans.pass(),
    routersWith(rows: RowsRoom): readonly Router[] {
      const views = new PlanViews({
        ...inner,
        rows,
        reasons: new JobReasons(foundation.permissions),
      });
      return [
        createPlansRouter({
          ...foundation,
          views,
          plans,
          baskets: new BasketPlans({ ...inner, made: rows.made, views }),
        }),
        createPlanReviewRouter({
          ...foundation,
          publisherOf: createPublisherOf(foundation),
          review: new PlanReview({
            ...inner,
            agreements: new AgreementStore(knex),
            comments: new CommentStore(knex),
          }),
        }),
      ];
    },
  };
}
