import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  greenroomPersonalReadPermission,
  greenroomRowsReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { testDatabases } from '../database/testDatabases';
import { JobBroker } from './JobBroker';
import { JobLogStore } from './JobLogStore';
import { HIDDEN_REASON } from './JobReasons';
import { JobStore } from './JobStore';
import { AssetPermissions } from '../permissions/AssetPermissions';
import { assetRuleset } from '../permissions/assetRuleset';
import { createJobsRouter } from './router';

const [{ knex: connect }] = testDatabases();

describe('the routes of jobs', () => {
  let knex: Knex;
  let denied: string | undefined;
  let store: JobStore;
  const audited: string[] = [];
  const api = () => {
    const logs = new JobLogStore(knex);
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ eventId }) => ({
        success: async () => void audited.push(`${eventId} succeeded`),
        fail: async () => void audited.push(`${eventId} failed`),
      }),
    });
    const decide = async (
      asked: readonly { permission: Permission }[],
    ): Promise<DefinitivePolicyDecision[]> =>
      asked.map(({ permission }) => ({
        result:
          permission.name === denied
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }));
    const permissions = mockServices.permissions.mock({
      authorize: decide,
      authorizeConditional: decide,
    });
    const router = createJobsRouter({
      store,
      logs,
      broker: new JobBroker(store, logs, logger, () => {}),
      httpAuth: mockServices.httpAuth(),
      permissions: new AssetPermissions(permissions, assetRuleset, knex),
      auditor,
    });
    return request(express().use(router).use(mockErrorHandler()));
  };
  const waiting = () =>
    store.ask({ kind: 'test', lane: 'compute', key: 'a', payload: {} });

  beforeEach(async () => {
    knex = await connect();
    store = new JobStore(knex);
    denied = undefined;
    audited.length = 0;
  });
  afterEach(() => knex.destroy());

  it('cancel a job, and say by whom', async () => {
    const { id } = await waiting();
    const { status, body } = await api().post(`/jobs/${id}/cancel`);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      state: 'cancelled',
      error: 'Cancelled by user:default/mock.',
    });
    expect(audited).toEqual(['job-cancel succeeded']);
  });

  it('refuse to cancel a job that has ended', async () => {
    const { id } = await waiting();
    await store.succeed((await store.claim('compute'))!, 'an answer');
    const { status, body } = await api().post(`/jobs/${id}/cancel`);
    expect(status).toBe(409);
    expect(body.error.message).toMatch('it succeeded');
  });

  it('let nobody cancel who may not run', async () => {
    const { id } = await waiting();
    denied = greenroomRunPermission.name;
    expect((await api().post(`/jobs/${id}/cancel`)).status).toBe(403);
    expect(await store.get(id)).toMatchObject({ state: 'queued' });
    expect(audited).toEqual(['job-cancel failed']);
  });

  it("leave a worker's own words out for who may not read rows", async () => {
    const { id } = await waiting();
    const at = '2026-11-26T10:00:00.000Z';
    const lines = [
      { at, from: 'job' as const, text: 'Reading the table' },
      { at, from: 'worker' as const, text: 'cannot convert "Mira"' },
    ];
    await new JobLogStore(knex).write(id, lines);
    const log = async () => (await api().get(`/jobs/${id}/log`)).body;
    expect(await log()).toEqual({ lines, hidden: false });
    for (const permission of [
      greenroomRowsReadPermission,
      greenroomPersonalReadPermission,
    ]) {
      denied = permission.name;
      expect(await log()).toEqual({ lines: [lines[0]], hidden: true });
    }
  });

  it('say why a job failed to who may read rows, and to others that they may not know', async () => {
    await waiting();
    await store.fail((await store.claim('compute'))!, 'cannot convert "Mira"');
    const reason = async () => (await api().get('/jobs')).body.items[0].error;
    expect(await reason()).toBe('cannot convert "Mira"');
    for (const permission of [
      greenroomRowsReadPermission,
      greenroomPersonalReadPermission,
    ]) {
      denied = permission.name;
      expect(await reason()).toBe(HIDDEN_REASON);
    }
  });

  it('know no job of another name', async () => {
    const { status } = await api().post(
      '/jobs/00000000-0000-4000-8000-000000000000/cancel',
    );
    expect(status).toBe(404);
  });
});
