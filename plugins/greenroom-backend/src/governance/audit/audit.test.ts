import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { insertAsset } from '../../__testUtils__/insertAsset';
import { testDatabases } from '../../database/testDatabases';
import { assetsAbout } from '../../permissions/assetsAbout';
import { ALL_ASSETS, type AssetScope } from '../../permissions/AssetScope';
import type { JobRow } from '../../jobs/JobRow';
import { Acts } from './Acts';
import { AuditEventStore } from './AuditEventStore';
import { auditFile } from './auditFile';
import { boundedDetails } from './boundedDetails';
import { JobActs } from './JobActs';
import { pruneEvents } from './pruneEvents';
import { RecordingAuditor } from './RecordingAuditor';

const MAIL: AssetScope = {
  type: 'some',
  where: { type: 'column', column: 'owner', values: ['group:default/mail'] },
};

describe.each(testDatabases())('audit events on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: AuditEventStore;
  let auditor: RecordingAuditor;
  const heard: string[] = [];

  beforeEach(async () => {
    knex = await connect();
    store = new AuditEventStore(knex);
    heard.length = 0;
    auditor = new RecordingAuditor({
      auditor: mockServices.auditor.mock({
        createEvent: async ({ eventId }) => ({
          success: async () => void heard.push(`${eventId} succeeded`),
          fail: async () => void heard.push(`${eventId} failed`),
        }),
      }),
      httpAuth: mockServices.httpAuth(),
      events: store,
      assetsAbout: about => assetsAbout(knex, about),
    });
    for (const [id, owner] of [
      ['digits', 'group:default/vision'],
      ['mails', 'group:default/mail'],
    ])
      await insertAsset(knex, { id, owner });
  });
  afterEach(() => knex.destroy());

  const act = async (eventId: string, assetId: string) =>
    (await auditor.createEvent({ eventId, meta: { assetId } })).success();
  const actions = async (
    filter: Parameters<AuditEventStore['page']>[0],
    scope = ALL_ASSETS,
  ) =>
    (await store.page(filter, scope, { limit: 50 })).items.map(
      ({ action }) => action,
    );

  it('tell what was done, to what, and how it ended', async () => {
    const event = await auditor.createEvent({
      eventId: 'rows-export',
      severityLevel: 'medium',
      meta: { assetId: 'digits' },
    });
    const [begun] = (await store.page({}, ALL_ASSETS, { limit: 1 })).items;
    expect(begun).toMatchObject({ status: 'begun', endedAt: undefined });
    await event.fail({ error: new Error('too large'), meta: { rows: 7 } });
    const [ended] = (await store.page({}, ALL_ASSETS, { limit: 1 })).items;
    expect(ended).toMatchObject({
      action: 'rows-export',
      actor: 'greenroom',
      status: 'failed',
      severity: 'medium',
      error: 'too large',
      details: { assetId: 'digits', rows: 7 },
      assets: [
        {
          assetId: 'digits',
          name: 'digits',
          entityRef: 'resource:default/digits',
        },
      ],
    });
    expect(heard).toEqual(['rows-export failed']);
  });

  it('are found by person, asset, action, outcome and time', async () => {
    await act('first', 'digits');
    await act('second', 'mails');
    await knex('audit_events').where({ action: 'first' }).update({
      at: 1_000,
      actor: 'user:default/mira',
    });
    expect(await actions({})).toEqual(['second', 'first']);
    expect(await actions({ actor: 'user:default/mira' })).toEqual(['first']);
    expect(await actions({ assetId: 'mails' })).toEqual(['second']);
    expect(await actions({ action: 'first' })).toEqual(['first']);
    expect(await actions({ status: 'failed' })).toEqual([]);
    const from = new Date(1_000).toISOString();
    const to = new Date(1_001).toISOString();
    expect(await actions({ from, to })).toEqual(['first']);
    expect(await actions({ to: from })).toEqual([]);
  });

  it('are paged without loss where many have one time', async () => {
    for (const n of [1, 2, 3, 4, 5]) await act(`n${n}`, 'digits');
    await knex('audit_events').update({ at: 5 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.page({}, ALL_ASSETS, { limit: 2, cursor });
      seen.push(...page.items.map(({ action }) => action));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['n5', 'n4', 'n3', 'n2', 'n1']);
    await expect(
      store.page({}, ALL_ASSETS, { limit: 2, cursor: 'x' }),
    ).rejects.toThrow('The cursor x is none of this list.');
  });

  it('tell what the portal did by itself, of every asset that it is about', async () => {
    const acts = new Acts({ auditor, logger: mockServices.logger.mock() });
    await acts.note('repository-sync', { assetId: ['digits', 'mails'] });
    const jobs = { get: async () => ({ payload: '{"runId":"r"}' } as JobRow) };
    const ofJobs = new JobActs({ jobs, acts });
    const job = { id: 'j', assetId: 'mails', progress: 1, createdAt: '' };
    for (const [kind, state] of [
      ['evaluation', 'running'],
      ['evaluation', 'succeeded'],
      ['evaluation', 'failed'],
      // Its answer can be had again, and changes nothing.
      ['comparison', 'succeeded'],
    ] as const)
      await ofJobs.heard({ ...job, kind, state });
    const { items } = await store.page({}, ALL_ASSETS, { limit: 50 });
    expect(
      items.map(({ action, actor, status, assets }) => [
        action,
        actor,
        status,
        assets.map(({ assetId }) => assetId),
      ]),
    ).toEqual([
      ['run-record', 'greenroom', 'failed', ['mails']],
      ['run-record', 'greenroom', 'succeeded', ['mails']],
      ['repository-sync', 'greenroom', 'succeeded', ['digits', 'mails']],
    ]);
  });

  it('go when their time is over, and that they went is an event', async () => {
    const auditEvents = store;
    await act('old', 'digits');
    await knex('audit_events').update({ at: 1_000 });
    await act('new', 'digits');
    await pruneEvents({ auditEvents, auditor }, 2_000);
    expect(await actions({})).toEqual(['audit-prune', 'new']);
    expect(await actions({ assetId: 'digits' })).toEqual(['new']);
    const [pruned] = (await store.page({}, ALL_ASSETS, { limit: 1 })).items;
    expect(pruned.details).toEqual({
      before: '1970-01-01T00:00:02.000Z',
      events: 1,
    });
    await pruneEvents({ auditEvents, auditor }, 2_000);
    expect(await actions({})).toHaveLength(2);
    expect(await knex('audit_event_assets')).toHaveLength(1);
  });

  it('of the assets of others are told to nobody in a scope', async () => {
    await act('ours', 'mails');
    await act('theirs', 'digits');
    expect(await actions({}, MAIL)).toEqual(['ours']);
    expect(await actions({}, { type: 'none' })).toEqual([]);
  });
});

describe('the file of audit events', () => {
  it('holds no formula, and each event on a line of its own', () => {
    const line = auditFile.csv.line({
      id: '1',
      at: '2026-11-26T10:00:00.000Z',
      action: 'rows-export',
      status: 'failed',
      severity: 'low',
      actor: '=cmd()',
      assets: [],
      details: { filter: 'a"b' },
      error: 'two\nlines',
    });
    expect(line).toBe(
      '1,2026-11-26T10:00:00.000Z,,\'=cmd(),rows-export,failed,low,,"{""filter"":""a\\""b""}","two\nlines"\r\n',
    );
  });
});

describe('boundedDetails', () => {
  it('keeps what is short, and names what it leaves out', () => {
    const details = { assetId: 'digits', query: 'x'.repeat(10_000) };
    expect(boundedDetails(details)).toEqual({
      assetId: 'digits',
      leftOut: ['query'],
    });
    expect(boundedDetails({ rows: 1 })).toEqual({ rows: 1 });
  });
});
