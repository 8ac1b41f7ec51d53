import path from 'node:path';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { ObjectCache } from '@greenroom/dataset';
import {
  GreenroomComputeExtensionPoint,
  greenroomComputeExtensionPoint,
  greenroomSourcesExtensionPoint,
  Source,
  SourceEventListener,
  WORKER_PATH,
} from '@greenroom/backstage-plugin-greenroom-node';
import { readArtifactConfig } from './artifacts/ArtifactConfig';
import { createArtifacts } from './artifacts/createArtifacts';
import { CallDesk } from './compute/calls/CallDesk';
import { LocalExecutor } from './compute/LocalExecutor';
import { migrate } from './database/migrate';
import { readGreenroomConfig } from './GreenroomConfig';
import { readInferenceConfig } from './inference/InferenceConfig';
import { InferenceServers } from './inference/InferenceServers';
import { assetResourceRef } from './permissions/assetResource';
import { registerAssetPermissions } from './permissions/registerAssetPermissions';
import { MANIFEST_SCHEMA_PATH } from './registry/router';
import { createRooms } from './rooms';
import { readingAllowed } from './storage/AddressRule';
import { readStorageConfig } from './storage/StorageConfig';
import { Storages } from './storage/Storages';

/** Where a module has computations done. */
type Elsewhere = {
  readonly name: string;
  readonly create: Parameters<GreenroomComputeExtensionPoint['setExecutor']>[1];
};

/** Heals what nobody noticed, and asks anew after an upgrade. */
const RECONCILE_ALL = {
  frequency: { hours: 6 },
  timeout: { hours: 1 },
  initialDelay: { minutes: 1 },
};

/** Runs of training workflows that no event told of; nothing is asked where none is under way. */
const FOLLOW_TRAININGS = {
  frequency: { seconds: 30 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 30 },
};

/** Pull requests that no event told of; a host answers most of it from what it answered before. */
const PLAN_PASS = {
  frequency: { minutes: 5 },
  timeout: { hours: 1 },
  initialDelay: { seconds: 90 },
};

/** Three times in the shortest distance that a schedule may have. */
const SCHEDULE_PASS = {
  frequency: { minutes: 5 },
  timeout: { hours: 1 },
  initialDelay: { minutes: 1 },
};

/** What nobody needs any more goes. */
const RETAIN = {
  frequency: { hours: 24 },
  timeout: { hours: 2 },
  initialDelay: { minutes: 10 },
};

/** Replicas that are not upgraded yet put artifacts into the directory meanwhile. */
const COPY = {
  frequency: { hours: 1 },
  timeout: { hours: 12 },
  initialDelay: { minutes: 1 },
};

/**
 * Data sets, models, evaluations and label quality, reconciled with git.
 *
 * @public
 */
export const greenroomPlugin = createBackendPlugin({
  pluginId: 'greenroom',
  register(env) {
    const sources = new Map<string, Source>();
    const connections: ((listener: SourceEventListener) => Promise<void>)[] =
      [];
    env.registerExtensionPoint(greenroomSourcesExtensionPoint, {
      addSource(source) {
        if (sources.has(source.id)) {
          throw new Error(
            `Two sources have the id ${source.id}. Give each of greenroom.sources an id of its own.`,
          );
        }
        sources.set(source.id, source);
      },
      onEvent(connect) {
        connections.push(connect);
      },
    });

    let elsewhere: Elsewhere | undefined;
    env.registerExtensionPoint(greenroomComputeExtensionPoint, {
      setExecutor(name, create) {
        if (elsewhere)
          throw new Error(
            `Two modules say where computations are done: ${elsewhere.name} and ${name}. Install one of them.`,
          );
        elsewhere = { name, create };
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({
        config,
        database,
        httpRouter,
        lifecycle,
        permissionsRegistry,
        scheduler,
        ...services
      }) {
        const settings = readGreenroomConfig(config);
        const objects = new ObjectCache(settings.cache);
        const storages = new Storages(objects, {
          config: readStorageConfig(config),
          rule: readingAllowed(config),
        });
        const kept = createArtifacts(
          readArtifactConfig(config),
          settings.directory,
        );
        const calls = new CallDesk(settings.limits);
        const knex = await migrate(database);
        registerAssetPermissions(permissionsRegistry, knex);
        const rooms = createRooms({
          ...services,
          permissionRules:
            permissionsRegistry.getPermissionRuleset(assetResourceRef),
          sources,
          knex,
          artifacts: kept.artifacts,
          selections: kept.selections,
          storages,
          inference: new InferenceServers(
            readInferenceConfig(config),
            path.join(settings.directory, 'answers'),
          ),
          defaultOwners: settings.defaultOwners,
          keptMillis: settings.keptMillis,
          auditKeptMillis: settings.auditKeptMillis,
          portalUrl: settings.portalUrl,
          pullRequestLabels: settings.pullRequestLabels,
          reviews: settings.reviews,
          exchange: settings.exchange,
          policies: settings.policies,
          calls,
          executor: elsewhere
            ? elsewhere.create({ limits: settings.limits, calls })
            : new LocalExecutor(settings.limits, {
                atATime: Math.max(1, settings.workers.compute),
              }),
          limits: settings.limits,
          shards: settings.shards,
        });
        httpRouter.use(rooms.router);
        httpRouter.addAuthPolicy({
          path: MANIFEST_SCHEMA_PATH,
          allow: 'unauthenticated',
        });
        // Workers have tokens of their own, which that router looks at.
        if (elsewhere)
          httpRouter.addAuthPolicy({
            path: WORKER_PATH,
            allow: 'unauthenticated',
          });
        for (const connect of connections) await connect(rooms.heard);
        lifecycle.addStartupHook(() => objects.tidy());
        lifecycle.addStartupHook(() => kept.tidy());
        lifecycle.addStartupHook(() => rooms.broker.start(settings.workers));
        lifecycle.addShutdownHook(() => rooms.close());
        await scheduler.scheduleTask({
          id: 'greenroom-full-pass',
          ...settings.schedule,
          // One replica lists; all of them read what it found.
          scope: 'global',
          fn: rooms.fullPass,
        });
        await scheduler.scheduleTask({
          id: 'greenroom-reconcile-all',
          ...RECONCILE_ALL,
          scope: 'global',
          fn: rooms.reconcileAll,
        });
        await scheduler.scheduleTask({
          id: 'greenroom-follow-trainings',
          ...FOLLOW_TRAININGS,
          scope: 'global',
          fn: rooms.followTrainings,
        });
        await scheduler.scheduleTask({
          id: 'greenroom-plans',
          ...PLAN_PASS,
          scope: 'global',
          fn: rooms.planPass,
        });
        await scheduler.scheduleTask({
          id: 'greenroom-schedules',
          ...SCHEDULE_PASS,
          scope: 'global',
          fn: rooms.schedulePass,
        });
        await scheduler.scheduleTask({
          id: 'greenroom-retention',
          ...RETAIN,
          scope: 'global',
          fn: rooms.retain,
        });
        const { copy } = kept;
        if (copy)
          await scheduler.scheduleTask({
            id: 'greenroom-copy-artifacts',
            ...COPY,
            // The directory may be one of each replica.
            scope: 'local',
            fn: signal =>
              copy(line => services.logger.info(line), signal as AbortSignal),
          });
      },
    });
  },
});
