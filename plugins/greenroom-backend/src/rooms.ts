import {
  CHANNEL_ASSETS,
  TOPIC_ASSETS,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type SourceEvent,
  WORKER_PATH,
} from '@greenroom/backstage-plugin-greenroom-node';
import { json } from 'express';
import Router from 'express-promise-router';
import { createAnalysis, createAnalysisKinds } from './analysis/createAnalysis';
import { createMessenger } from './analysis/createMessenger';
import { Reconciler } from './analysis/Reconciler';
import { retain } from './analysis/retention/retain';
import { SchedulePass } from './analysis/SchedulePass';
import { createWorkerRouter } from './compute/calls/router';
import { createHealthRouter } from './compute/router';
import { layFoundation } from './foundation';
import { pruneEvents } from './governance/audit/pruneEvents';
import { createAuditRouter } from './governance/audit/router';
import { createExchange } from './governance/exchange/createExchange';
import { createObligations } from './governance/obligations/createObligations';
import { createPolicies } from './governance/policies/createPolicies';
import { createReviews } from './governance/reviews/createReviews';
import { ReviewStore } from './governance/reviews/ReviewStore';
import { limitRequests } from './http/limitRequests';
import { createJobsRouter } from './jobs/router';
import { createLineage, createLineageRecorder } from './lineage/createLineage';
import { createOriginalsRouter } from './originals/router';
import { createProposals } from './proposals/createProposals';
import { createDecisions } from './proposals/decisions/createDecisions';
import { FilterStore } from './proposals/filters/FilterStore';
import { createFiltersRouter } from './proposals/filters/router';
import { createPlans } from './proposals/plans/createPlans';
import { AssetViews } from './registry/AssetViews';
import { createRegistryRouter } from './registry/router';
import type { RoomServices } from './RoomServices';
import { createAugmentationsRouter } from './rows/augmentationsRouter';
import { createBlameRouter } from './rows/blameRouter';
import { pruneSelections } from './rows/pruneSelections';
import { createRowsRouter } from './rows/router';
import { createRowsRoom } from './rows/RowsRoom';
import { createAdoptedEntities } from './sync/adoptedEntity';
import { FolderStore } from './sync/FolderStore';
import { RepositoryStore } from './sync/RepositoryStore';
import { SyncLog } from './sync/SyncLog';
import { syncRepository } from './sync/syncRepository';
import { SyncService } from './sync/SyncService';
import { RetrainingViews } from './training/RetrainingViews';
import { createTrainingRouter } from './training/router';
import { trainingKind } from './training/training';
import { Trainings } from './training/Trainings';

/** A basket of 500 rows with their reasons is far below this, also where each label is some dozen boxes. */
const BODY_LIMIT = '4mb';

/** Makes the rooms and opens the doors between them. */
export function createRooms(services: RoomServices) {
  const foundation = layFoundation(services);
  const { broker, jobs, knex, selections } = foundation;
  const repositories = new RepositoryStore(knex);
  const lineageRecorder = createLineageRecorder({
    ...foundation,
    proposals: foundation.baskets,
  });
  const exchange = createExchange(foundation, {
    ...foundation,
    lineage: lineageRecorder,
  });
  foundation.ofJobs.push(exchange.jobChanged);

  const changed = async (assetIds: readonly string[]) => {
    if (assetIds.length === 0) return;
    await services.events.publish({
      topic: TOPIC_ASSETS,
      eventPayload: { assetIds },
    });
    await foundation.tell(CHANNEL_ASSETS, { assetIds });
  };
  const record = (assetIds: readonly string[]) =>
    lineageRecorder.record(assetIds);
  const reconciler = new Reconciler({ ...foundation, record, changed });
  const reconcile = (assetIds: readonly string[]) =>
    reconciler.reconcile(assetIds);
  const read = (assetIds: readonly string[]) => reconciler.read(assetIds);
  const log = new SyncLog(knex);
  const sync = new SyncService({
    ...foundation,
    repositories,
    log,
    synced: read,
  });
  const schedules = new SchedulePass({ ...foundation, reconcile });
  const plans = createPlans(foundation, { changed });
  const messenger = createMessenger(services);
  const trainings = new Trainings({ ...foundation, messenger, changed });
  const kinds = createAnalysisKinds(foundation, {
    messenger,
    planSettled: plans.settled,
  });
  for (const kind of kinds.ofContent) broker.register(kind(read));
  for (const kind of [
    ...kinds.ofVersions,
    trainingKind({ ...foundation, trainings }),
  ])
    broker.register(kind(reconcile));

  const rows = createRowsRoom(foundation);
  const decisions = createDecisions(foundation, rows);
  const analysis = createAnalysis(foundation, { rows, decisions });
  const lineage = createLineage({ ...foundation, cells: rows.cells });
  const policies = createPolicies(foundation, {
    ...foundation,
    noiseOf: decisions.noiseOf,
    cards: exchange.cards,
    reviews: new ReviewStore(knex),
  });
  const proposals = createProposals(foundation, {
    rows,
    errors: analysis.errors,
    decisions: decisions.entries,
    policies: policies.desk,
    sync,
    changed: async assetIds => {
      await record(assetIds);
      await changed(assetIds);
    },
  });
  const reviews = createReviews(foundation, {
    ...foundation,
    cards: exchange.cards,
    approved: ({ assetId }) => record([assetId]),
    policies: policies.desk,
    seenPolicies: policies.seen,
  });
  broker.register(
    syncRepository({
      ...foundation,
      repositories,
      folders: new FolderStore(knex),
      log,
      adoptedEntities: createAdoptedEntities(services),
      beside: policies.reader,
      synced: read,
    }),
  );
  const router = Router();
  // Before what limits and reads bodies: files come there, from one address.
  router.use(WORKER_PATH, createWorkerRouter(services.calls));
  router.use(limitRequests(), json({ limit: BODY_LIMIT }));
  router.use(
    createRegistryRouter({
      ...foundation,
      views: new AssetViews({ ...foundation, repositories }),
      sync,
    }),
    createHealthRouter(foundation),
    createJobsRouter({ ...foundation, store: jobs }),
    ...analysis.routers,
    createTrainingRouter({
      ...foundation,
      views: new RetrainingViews(foundation),
      trainings,
    }),
    createBlameRouter({ ...foundation, blame: rows.blame }),
    createAugmentationsRouter({ ...foundation, made: rows.made }),
    createRowsRouter({ ...foundation, rows }),
    lineage.router,
    createObligations({ ...foundation, around: lineage.around }),
    createFiltersRouter({ ...foundation, filters: new FilterStore(knex) }),
    ...decisions.routersWith(analysis.labels),
    ...plans.routersWith(rows),
    createAuditRouter({ ...foundation, events: foundation.auditEvents }),
    createOriginalsRouter(foundation),
    ...proposals.routers,
    reviews.router,
    exchange.routerWith({ lineage: lineage.seen, policies: policies.seen }),
    policies.router,
  );

  return {
    router,
    broker,
    heard: async (event: SourceEvent) => {
      await sync.heard(event);
      await proposals.heard(event);
      await trainings.heard(event);
      await plans.heard(event);
      await reviews.heard(event);
    },
    fullPass: async () => {
      await sync.pass();
      await proposals.recover();
      await reconciler.reconcileUnsettled();
      await reviews.pass();
      await pruneSelections({ jobs, selections });
      await record(await reviews.justEnded());
      await lineageRecorder.recordUnclaimed();
      await lineage.keepSnapshot();
    },
    planPass: () => plans.pass(),
    followTrainings: () => trainings.follow(),
    schedulePass: () => schedules.run(),
    reconcileAll: async () => {
      await reconciler.reconcileAll();
      await lineageRecorder.recordAll();
      await exchange.restate();
    },
    retain: async () => {
      const dropped = await retain(foundation, services.keptMillis);
      if (dropped.jobs + dropped.artifacts > 0)
        await foundation.acts.note('retention-drop', dropped);
      if (services.auditKeptMillis !== undefined)
        await pruneEvents(foundation, Date.now() - services.auditKeptMillis);
    },
    close: async () => {
      await broker.stop();
      analysis.close();
      await rows.close();
    },
  };
}
