import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CHANNEL_ASSETS,
  CHANNEL_JOBS,
  TOPIC_ASSETS,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type ComputeExecutor,
  type ComputeLimits,
  type Source,
  type SourceEvent,
  WORKER_PATH,
} from '@greenroom/backstage-plugin-greenroom-node';
import { json } from 'express';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import { AnalysisStore } from './analysis/AnalysisStore';
import { AnalysisViews } from './analysis/AnalysisViews';
import { analysisKinds } from './analysis/analysisKinds';
import { AttributionDesk } from './analysis/AttributionDesk';
import { GridOfRuns } from './analysis/GridOfRuns';
import { ErrorDesk } from './analysis/ErrorDesk';
import { createLabelsRouter } from './analysis/labelsRouter';
import { LabelViews } from './analysis/LabelViews';
import { Reconciler } from './analysis/Reconciler';
import { retain } from './analysis/retention/retain';
import { createMessenger } from './analysis/createMessenger';
import { createAnalysisRouter } from './analysis/router';
import { RunDesk } from './analysis/RunDesk';
import { createRunsRouter } from './analysis/runsRouter';
import { RunComparisonDesk } from './analysis/RunComparisonDesk';
import { SchedulePass } from './analysis/SchedulePass';
import type { ShardSettings } from './analysis/shardCount';
import { RunStore } from './analysis/RunStore';
import { RunViews } from './analysis/RunViews';
import { createVersionsRouter } from './analysis/versionsRouter';
import { VersionViews } from './analysis/VersionViews';
import type { ArtifactStore } from './artifacts/ArtifactStore';
import type { CallDesk } from './compute/calls/CallDesk';
import { createWorkerRouter } from './compute/calls/router';
import { createCompute } from './compute/createCompute';
import { createComputeShards } from './compute/createComputeShards';
import { Explorers } from './compute/Explorers';
import { createHealthRouter } from './compute/router';
import { limitRequests } from './http/limitRequests';
import type { InferenceServers } from './inference/InferenceServers';
import { JobBroker } from './jobs/JobBroker';
import { JobDesk } from './jobs/JobDesk';
import { JobLogStore } from './jobs/JobLogStore';
import { JobStore } from './jobs/JobStore';
import { createJobsRouter } from './jobs/router';
import { AssetStore } from './registry/AssetStore';
import { AssetViews } from './registry/AssetViews';
import { createRegistryRouter } from './registry/router';
import { LineageService } from './lineage/LineageService';
import { createLineageRouter } from './lineage/router';
import { AuditService } from './proposals/audits/AuditService';
import { AuditStore } from './proposals/audits/AuditStore';
import { RunHonesty } from './proposals/audits/RunHonesty';
import { createAuditsRouter } from './proposals/audits/router';
import { DeclarationEntries } from './proposals/declarations/DeclarationEntries';
import { BasketEntries } from './proposals/decisions/BasketEntries';
import { BulkDecisions } from './proposals/decisions/BulkDecisions';
import { DecisionService } from './proposals/decisions/DecisionService';
import { DecisionStates } from './proposals/decisions/DecisionStates';
import { DecisionStore } from './proposals/decisions/DecisionStore';
import { EvidenceDesk } from './proposals/decisions/EvidenceDesk';
import { createDecisionsRouter } from './proposals/decisions/router';
import { FilterStore } from './proposals/filters/FilterStore';
import { createFiltersRouter } from './proposals/filters/router';
import { ProposalService } from './proposals/ProposalService';
import { ProposalStore } from './proposals/ProposalStore';
import type { Storages } from './storage/Storages';
import { createPublisherOf } from './proposals/publisherOf';
import { createProposalsRouter } from './proposals/router';
import { pruneSelections } from './rows/pruneSelections';
import { createBlameRouter } from './rows/blameRouter';
import { createRowsRouter } from './rows/router';
import { createRowsRoom } from './rows/RowsRoom';
import { createAdoptedEntities } from './sync/adoptedEntity';
import { DeploymentStore } from './sync/DeploymentStore';
import { FolderStore } from './sync/FolderStore';
import { RepositoryStore } from './sync/RepositoryStore';
import { syncRepository } from './sync/syncRepository';
import { SyncLog } from './sync/SyncLog';
import { RetrainingStore } from './training/RetrainingStore';
import { RetrainingViews } from './training/RetrainingViews';
import { createTrainingRouter } from './training/router';
import { trainingKind } from './training/training';
import { Trainings } from './training/Trainings';
import { SyncService } from './sync/SyncService';

/** A basket of 500 rows with their reasons is far below this, also where each label is some dozen boxes. */
const BODY_LIMIT = '4mb';

/** Makes the rooms and opens the doors between them. */
export function createRooms(services: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  notifications: NotificationService;
  portalUrl: string;
  signals: SignalsService;
  userInfo: UserInfoService;
  sources: ReadonlyMap<string, Source>;
  knex: Knex;
  artifacts: ArtifactStore;
  selections: ArtifactStore;
  storages: Storages;
  inference: InferenceServers;
  defaultOwners: ReadonlyMap<string, string>;
  keptMillis: number;
  executor: ComputeExecutor;
  limits: ComputeLimits;
  shards: ShardSettings;
  calls: CallDesk;
}) {
  const {
    artifacts,
    auditor,
    events,
    httpAuth,
    knex,
    logger,
    permissions,
    selections,
    signals,
    sources,
    storages,
  } = services;
  const tell = (channel: string, message: object) =>
    signals.publish({
      recipients: { type: 'broadcast' },
      channel,
      message: { ...message },
    });

  const jobs = new JobStore(knex);
  const logs = new JobLogStore(knex);
  const broker = new JobBroker(
    jobs,
    logs,
    logger,
    status => void tell(CHANNEL_JOBS, status),
  );
  const assets = new AssetStore(knex);
  const runs = new RunStore(knex, jobs);
  const analyses = new AnalysisStore(knex, jobs);
  const repositories = new RepositoryStore(knex);
  const deployments = new DeploymentStore(knex);
  const log = new SyncLog(knex);

  const changed = async (assetIds: readonly string[]) => {
    if (assetIds.length === 0) return;
    await events.publish({ topic: TOPIC_ASSETS, eventPayload: { assetIds } });
    await tell(CHANNEL_ASSETS, { assetIds });
  };
  const retrainings = new RetrainingStore(knex);
  const reconciler = new Reconciler({
    sources,
    retrainings,
    deployments,
    assets,
    runs,
    analyses,
    jobs,
    broker,
    changed,
  });
  const sync = new SyncService({
    sources,
    repositories,
    log,
    assets,
    broker,
    logger,
    synced: assetIds => reconciler.reconcile(assetIds),
  });

  broker.register(
    syncRepository({
      sources,
      repositories,
      folders: new FolderStore(knex),
      deployments,
      log,
      assets,
      defaultOwners: services.defaultOwners,
      adoptedEntities: createAdoptedEntities(services),
      synced: async assetIds => {
        await reconciler.reconcile(assetIds);
      },
    }),
  );
  const schedules = new SchedulePass({
    assets,
    reconcile: assetIds => reconciler.reconcile(assetIds),
  });
  const computeRooms = {
    stores: [artifacts, selections],
    folders: [storages.objects.stagedDirectory],
  };
  const compute = createCompute(services.executor, computeRooms);
  const messenger = createMessenger(services);
  const explorers = new Explorers(services.limits, [artifacts]);
  const kinds = analysisKinds({
    compute,
    computeShards: createComputeShards(services.executor, computeRooms),
    shards: services.shards,
    sources,
    assets,
    runs,
    analyses,
    artifacts,
    storages,
    selections,
    inference: services.inference,
    deployments,
    logger,
    messenger,
  });
  const trainings = new Trainings({
    retrainings,
    sources,
    assets,
    broker,
    messenger,
    logger,
    changed,
  });
  kinds.push(trainingKind({ assets, sources, jobs, retrainings, trainings }));
  for (const kind of kinds)
    broker.register(kind(assetIds => reconciler.reconcile(assetIds)));

  const desk = new JobDesk({ jobs, broker });
  const rows = createRowsRoom({
    assets,
    runs,
    analyses,
    artifacts,
    selections,
    desk,
    permissions,
  });
  const baskets = new ProposalStore(knex);
  const words = new DecisionStore(knex);
  const auditStore = new AuditStore(knex);
  const decisions = new DecisionService({
    store: words,
    assets,
    audits: auditStore,
    evidence: new EvidenceDesk({ analyses, assets, runs, rows }),
    rows,
  });
  const states = new DecisionStates({ store: words, assets, rows });
  const audits = new AuditService({
    store: auditStore,
    words,
    assets,
    analyses,
    rows,
  });
  const labelViews = new LabelViews({
    assets,
    analyses,
    rows,
    decisions: {
      statesOf: versionId => states.of(versionId),
      decisionsOf: (...question) => decisions.decisionsOf(...question),
    },
    noiseOf: versionIds => audits.noiseOf(versionIds),
  });
  const errors = new ErrorDesk({
    assets,
    runs,
    artifacts,
    rows,
    explorers,
    desk,
    analyses,
  });
  const proposals = new ProposalService({
    store: baskets,
    assets,
    runs,
    retrainings,
    rows,
    storages,
    sources,
    logger,
    readAgain: (...question) => sync.readAgain(...question),
    changed,
  });
  const runViews = new RunViews({
    assets,
    runs,
    honesty: new RunHonesty({ words, audits: auditStore, rows }),
  });
  const router = Router();
  // Before what limits and reads bodies: files come there, from one address.
  router.use(WORKER_PATH, createWorkerRouter(services.calls));
  router.use(limitRequests(), json({ limit: BODY_LIMIT }));
  router.use(
    createRegistryRouter({
      views: new AssetViews({
        sources,
        assets,
        deployments,
        runs,
        analyses,
        repositories,
      }),
      sync,
      httpAuth,
      permissions,
      auditor,
    }),
    createHealthRouter({
      executor: services.executor,
      httpAuth,
      permissions,
    }),
    createJobsRouter({
      store: jobs,
      logs,
      broker,
      httpAuth,
      permissions,
      auditor,
    }),
    createAnalysisRouter({
      views: new AnalysisViews({ analyses }),
      runs: runViews,
      comparisons: new RunComparisonDesk({
        assets,
        runs,
        views: runViews,
        desk,
        analyses,
        rows,
      }),
      attributions: new AttributionDesk({
        runs,
        views: runViews,
        desk,
        analyses,
        rows,
        grid: new GridOfRuns({ assets, runs, broker, analyses }),
      }),
      errors,
      httpAuth,
      permissions,
    }),
    createRunsRouter({
      desk: new RunDesk({
        deployments,
        analyses,
        assets,
        runs,
        views: runViews,
        broker,
        desk,
      }),
      httpAuth,
      permissions,
      auditor,
    }),
    createTrainingRouter({
      views: new RetrainingViews({ retrainings, assets, jobs }),
      trainings,
      httpAuth,
      permissions,
      auditor,
    }),
    createLabelsRouter({
      views: labelViews,
      httpAuth,
      permissions,
    }),
    createVersionsRouter({
      views: new VersionViews({
        assets,
        analyses,
        artifacts,
        desk,
        rows,
      }),
      httpAuth,
      permissions,
    }),
    createBlameRouter({ blame: rows.blame, httpAuth, permissions }),
    createRowsRouter({ rows, httpAuth, permissions, auditor }),
    createLineageRouter({
      lineage: new LineageService({ assets, runs }),
      httpAuth,
      permissions,
    }),
    createFiltersRouter({
      filters: new FilterStore(knex),
      httpAuth,
      permissions,
    }),
    createDecisionsRouter({
      decisions,
      bulk: new BulkDecisions({
        decisions,
        store: words,
        issues: (versionId, filter, limit, credentials) =>
          labelViews.quality(
            versionId,
            { ...filter, offset: 0, limit },
            credentials,
          ),
      }),
      httpAuth,
      permissions,
      auditor,
    }),
    createAuditsRouter({ audits, httpAuth, permissions, auditor }),
    createProposalsRouter({
      proposals,
      entries: new BasketEntries({
        decisions,
        store: words,
        baskets,
        assets,
        rows,
      }),
      declarations: new DeclarationEntries({ assets, runs, errors, baskets }),
      publisherOf: createPublisherOf(services),
      httpAuth,
      permissions,
      auditor,
    }),
  );

  return {
    router,
    broker,
    heard: async (event: SourceEvent) => {
      await sync.heard(event);
      await proposals.heard(event);
      await trainings.heard(event);
    },
    fullPass: async () => {
      await sync.pass();
      await proposals.recover();
      await reconciler.reconcileUnsettled();
      await pruneSelections({ jobs, selections });
    },
    followTrainings: () => trainings.follow(),
    schedulePass: () => schedules.run(),
    reconcileAll: () => reconciler.reconcileAll(),
    retain: () => retain({ knex, artifacts, logger }, services.keptMillis),
    close: async () => {
      await broker.stop();
      explorers.close();
      await rows.close();
    },
  };
}
