import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mockServices, mockErrorHandler } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Source,
  WorkflowHost,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles } from '@greenroom/test-sources';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { CallDesk } from '../compute/calls/CallDesk';
import type { ShardSettings } from '../analysis/shardCount';
import { LocalExecutor } from '../compute/LocalExecutor';
import { InferenceServers } from '../inference/InferenceServers';
import { isOpen } from '../jobs/JobRow';
import { JobStore } from '../jobs/JobStore';
import { AssetStore } from '../registry/AssetStore';
import { createRooms } from '../rooms';
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
    /** Whose servers are asked; default: none. */
    readonly inferenceAt?: readonly string[];
    /** Default: no run is cut. */
    readonly shards?: ShardSettings;
  } = {},
) {
  const {
    workflows,
    inferenceAt = [],
    shards = { rows: Infinity, most: 1 },
  } = options;
  const opened = openSource();
  const source: Source = workflows
    ? Object.assign(opened.source, { workflows })
    : opened.source;
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-rooms-'));
  let denied: readonly string[] = [];
  const audited: string[] = [];
  const notified: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId }) => ({
      success: async () => {
        audited.push(`${eventId} succeeded`);
      },
      fail: async () => {
        audited.push(`${eventId} failed`);
      },
    }),
  });
  const rooms = createRooms({
    auditor,
    auth: mockServices.auth(),
    catalog: {
      getEntities: async () => ({ items: [] }),
      queryEntities: async () => ({
        items: [],
        totalItems: 0,
        pageInfo: {},
      }),
    } as unknown as CatalogService,
    events: mockServices.events.mock({ publish: async () => {} }),
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
    permissions: mockServices.permissions.mock({
      authorize: async questions =>
        questions.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    }),
    notifications: {
      send: async ({ payload }) => {
        notified.push(payload.title);
      },
    },
    portalUrl: 'https://portal.test',
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
  rooms.broker.start({ compute: 2, effect: 1 });

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
    assets,
    jobs,
    audited,
    /** Titles of what owners were told. */
    notified,
    remote: opened.remote,
    settle,
    api: () => request(app),
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
    followTrainings: rooms.followTrainings,
    /** As after an upgrade. */
    async reconcileAll() {
      await rooms.reconcileAll();
      await settle();
    },
    async close() {
      await rooms.close();
      await knex.destroy();
      opened.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
