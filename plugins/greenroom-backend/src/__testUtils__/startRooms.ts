import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mockServices, mockErrorHandler } from '@backstage/backend-test-utils';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  ChangeHost,
  PullRequestEvent,
  Source,
  WorkflowHost,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles, TestRemote } from '@greenroom/test-sources';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { CallDesk } from '../compute/calls/CallDesk';
import type { ShardSettings } from '../analysis/shardCount';
import { ReviewSigner } from '../governance/reviews/ReviewSigner';
import type { ReviewsConfig } from '../governance/reviews/ReviewsConfig';
import { LocalExecutor } from '../compute/LocalExecutor';
import { InferenceServers } from '../inference/InferenceServers';
import { isOpen } from '../jobs/JobRow';
import { JobStore } from '../jobs/JobStore';
import { assetRuleset } from '../permissions/assetRuleset';
import { AssetStore } from '../registry/AssetStore';
import { createRooms } from '../rooms';
import { permissionsBy } from './permissionsBy';
import { openSource } from '../storage/__testUtils__/openSource';
import { storagesAt } from '../storage/__testUtils__/storagesAt';

/** A child process a job, on a machine that may be busy. */
const PATIENCE_SECONDS = 120;
const LIMITS = {
  memoryBytes: 4e9,
  timeSeconds: PATIENCE_SECONDS,
  diskBytes: 1e9,
};

/** All rooms of the plugin behind their routes, over a real git remote and with real workers. */
export function startRooms(
  knex: Knex,
  options: {
    /** Where the remote's training workflows run; default: nowhere. */
    readonly workflows?: WorkflowHost;
    /** Who counts the remote's pull requests; default: nobody. */
    readonly changes?: (remote: TestRemote) => ChangeHost;
    /** Whose servers are asked; default: none. */
    readonly inferenceAt?: readonly string[];
    /** Who must sign, and by which key; default: anybody, by none. */
    readonly reviews?: ReviewsConfig;
    /** How many work at a time. */
    readonly workers?: { readonly compute: number; readonly effect: number };
    /** Default: everything is allowed but what a test denies. */
    readonly decide?: (
      permission: string,
      credentials: BackstageCredentials,
    ) => PolicyDecision;
    /** Default: no run is cut. */
    readonly shards?: ShardSettings;
    /** Where its files are; default: a place of its own, removed when it is closed. */
    readonly place?: RoomsPlace;
  } = {},
) {
  const {
    changes,
    workflows,
    inferenceAt = [],
    shards = { rows: Infinity, most: 1 },
    place = openPlace(),
    workers = { compute: 2, effect: 1 },
  } = options;
  const { opened, directory } = place;
  const source: Source = Object.assign(opened.source, {
    ...(workflows && { workflows }),
    ...(changes && { changes: changes(opened.remote) }),
  });
  let denied: readonly string[] = [];
  /** What people did; what the portal does by itself comes without a request. */
  const audited: string[] = [];
  const notified: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, request: by }) => {
      const told = (how: 'succeeded' | 'failed') => async () => {
        if (by) audited.push(`${eventId} ${how}`);
      };
      return { success: told('succeeded'), fail: told('failed') };
    },
  });
  const decide = async (
    questions: readonly { permission: Permission }[],
  ): Promise<DefinitivePolicyDecision[]> =>
    questions.map(({ permission }) => ({
      result: denied.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }));
  const { decide: decideBy } = options;
  const rooms = createRooms({
    auditor,
    auth: mockServices.auth(),
    catalog: {
      getEntities: async () => ({ items: [] }),
      getEntityByRef: async () => undefined,
      async *streamEntities() {},
      queryEntities: async () => ({
        items: [],
        totalItems: 0,
        pageInfo: {},
      }),
    } as unknown as CatalogService,
    events: mockServices.events.mock({ publish: async () => {} }),
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    permissions: decideBy
      ? permissionsBy(knex, decideBy)
      : mockServices.permissions.mock({
          authorize: decide,
          authorizeConditional: decide,
        }),
    permissionRules: assetRuleset,
    exchange: {
      openLineage: { to: 'nowhere' },
      cardTemplates: ['hugging-face'],
    },
    notifications: {
      send: async ({ payload }) => {
        notified.push(payload.title);
      },
    },
    portalUrl: 'https://portal.test',
    pullRequestLabels: ['greenroom'],
    reviews: options.reviews ?? {
      rules: [],
      signer: new ReviewSigner([]),
      machines: new Set(),
      folder: 'reviews',
    },
    signals: { publish: async () => {} },
    userInfo: mockServices.userInfo(),
    sources: new Map([[source.id, source]]),
    knex,
    artifacts: new DirectoryArtifacts(path.join(directory, 'artifacts')),
    selections: new DirectoryArtifacts(path.join(directory, 'selections')),
    storages: storagesAt(directory),
    inference: new InferenceServers(
      {
        servers: inferenceAt.map(host => ({
          host,
          headers: { authorization: 'Bearer of-the-configuration' },
          protocols: ['http:'],
        })),
        answerSeconds: 10,
        maximumBytes: 1e8,
      },
      path.join(directory, 'answers'),
      [1, 1],
    ),
    executor: new LocalExecutor(LIMITS),
    limits: LIMITS,
    shards,
    calls: new CallDesk(LIMITS),
    keptMillis: 30 * 24 * 3_600_000,
    defaultOwners: new Map([[opened.source.id, 'group:default/vision']]),
  });
  const app = express().use(rooms.router).use(mockErrorHandler());
  const jobs = new JobStore(knex);
  const assets = new AssetStore(knex);
  rooms.broker.start(workers);

  const isQuiet = async () => {
    if (rooms.broker.isWorking) return false;
    const open = (await jobs.list()).filter(isOpen);
    return open.length === 0 && !rooms.broker.isWorking;
  };
  /** Until no job waits or runs, and none is asked by what follows an answer. */
  const settle = async () => {
    const until = Date.now() + PATIENCE_SECONDS * 1000;
    let quiet = 0;
    while (Date.now() < until) {
      quiet = (await isQuiet()) ? quiet + 1 : 0;
      if (quiet === 2) return;
      await setTimeout(50);
    }
    throw new Error('Jobs did not come to an end.');
  };

  return {
    knex,
    assets,
    jobs,
    audited,
    /** Titles of what owners were told. */
    notified,
    remote: opened.remote,
    settle,
    api: () => request(app),
    app,
    router: rooms.router,
    /** The caller holds all permissions but these. */
    deny(...permissions: string[]) {
      denied = permissions;
    },
    /** Commits, and waits until all of it is read; gives the data set's versions, oldest first. */
    async push(files: TestFiles) {
      opened.remote.push(files);
      await rooms.fullPass();
      await settle();
      const [asset] = await assets.listOfKind('dataset');
      return asset ? assets.listVersions(asset.id) : [];
    },
    /** Reads what is committed, and waits until all of it is. */
    async read() {
      await rooms.fullPass();
      await settle();
    },
    /** As when the host told of it. */
    async runMoved(runId: string) {
      await rooms.heard({
        type: 'workflow-run',
        sourceId: source.id,
        repository: opened.repository,
        runId,
      });
      await settle();
    },
    /** As when the host told of a pull request. */
    async heard(event: Omit<PullRequestEvent, 'sourceId' | 'repository'>) {
      const { repository } = opened;
      await rooms.heard({ ...event, sourceId: source.id, repository });
      await settle();
    },
    async planPass() {
      await rooms.planPass();
      await settle();
    },
    followTrainings: rooms.followTrainings,
    /** As after an upgrade. */
    async reconcileAll() {
      await rooms.reconcileAll();
      await settle();
    },
    async close() {
      await rooms.close();
      await knex.destroy();
      if (!options.place) place.close();
    },
  };
}

/** A remote and the folder of what rooms keep. */
export function openPlace() {
  const opened = openSource();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-rooms-'));
  return {
    opened,
    directory,
    close() {
      opened.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
export type RoomsPlace = ReturnType<typeof openPlace>;
