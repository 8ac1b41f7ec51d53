import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import type { RunStore } from '../../analysis/RunStore';
import { createPublisherOf } from '../../proposals/publisherOf';
import { StatementPublisher } from '../../proposals/statements/StatementPublisher';
import { LineageSight } from '../../lineage/LineageSight';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import type { AssetStore } from '../../registry/AssetStore';
import type { Acts } from '../audit/Acts';
import { Authorship } from './Authorship';
import { ReviewCourt } from './ReviewCourt';
import { ReviewDecisions } from './ReviewDecisions';
import { ReviewDesk } from './ReviewDesk';
import { ReviewEvidence } from './ReviewEvidence';
import { ReviewMessages } from './ReviewMessages';
import { ReviewPass } from './ReviewPass';
import { ReviewPeople } from './ReviewPeople';
import { ReviewRequests } from './ReviewRequests';
import type { ReviewsConfig } from './ReviewsConfig';
import { ReviewSight } from './ReviewSight';
import { ReviewStore } from './ReviewStore';
import { ReviewTalk } from './ReviewTalk';
import { ReviewViews } from './ReviewViews';
import { createReviewsRouter } from './router';
import type { StoredReview } from './StoredReview';

/** Passes come far more often, and all of lineage is written anew a few times a day. */
const LOOKED_BACK_MILLIS = 24 * 3_600_000;

/** The room of reviews. */
export function createReviews(
  services: {
    auditor: AuditorService;
    acts: Acts;
    auth: AuthService;
    catalog: CatalogService;
    httpAuth: HttpAuthService;
    logger: LoggerService;
    notifications: NotificationService;
    permissions: AssetPermissions;
    knex: Knex;
    sources: ReadonlyMap<string, Source>;
    pullRequestLabels: readonly string[];
    reviews: ReviewsConfig;
  },
  rooms: {
    assets: AssetStore;
    runs: RunStore;
    analyses: AnalysisStore;
    policies?: ConstructorParameters<typeof ReviewEvidence>[0]['policies'];
    seenPolicies?: ConstructorParameters<
      typeof ReviewEvidence
    >[0]['seenPolicies'];
    cards?: ConstructorParameters<typeof ReviewEvidence>[0]['cards'];
    /** Hears of each approval: lineage gets an edge. */
    approved?(review: StoredReview): Promise<void>;
  },
) {
  const { knex, sources } = services;
  const { rules, signer, machines, folder } = services.reviews;
  const reviews = new ReviewStore(knex);
  const talk = new ReviewTalk(knex);
  const people = new ReviewPeople(services);
  const court = new ReviewCourt(people);
  const messages = new ReviewMessages(services);
  const evidence = new ReviewEvidence({ ...rooms, reviews });
  const requests = new ReviewRequests({
    ...rooms,
    sources,
    reviews,
    evidence,
    messages,
    rules,
    authorship: new Authorship({ sources, people, machines }),
  });
  const decisions = new ReviewDecisions({
    reviews,
    talk,
    court,
    signer,
    messages,
    acts: services.acts,
    blocking: evidence.blocking.bind(evidence),
    folder,
    statements: new StatementPublisher({
      sources,
      labels: services.pullRequestLabels,
    }),
    approved: rooms.approved,
  });
  const pass = new ReviewPass({
    ...rooms,
    reviews,
    evidence,
    decisions,
    requests,
    messages,
    rules,
    acts: services.acts,
    logger: services.logger,
  });
  return {
    router: createReviewsRouter({
      ...services,
      views: new ReviewViews({
        reviews,
        talk,
        court,
        sight: new ReviewSight({
          assets: rooms.assets,
          evidence,
          sight: new LineageSight(services.permissions),
        }),
      }),
      desk: new ReviewDesk({ reviews, talk, court, messages }),
      requests,
      decisions,
      publisherOf: createPublisherOf(services),
    }),
    /** For lineage: assets of which an approval ended. */
    justEnded: () => reviews.assetsEndedSince(Date.now() - LOOKED_BACK_MILLIS),
    heard: pass.heard.bind(pass),
    pass: () => pass.run(),
  };
}
