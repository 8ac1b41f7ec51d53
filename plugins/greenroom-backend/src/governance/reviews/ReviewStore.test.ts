import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { insertAsset } from '../../__testUtils__/insertAsset';
import { renameRepository } from '../../registry/operations/renameRepository';
import { newReview } from './__testUtils__/newReview';
import { ReviewStore } from './ReviewStore';
import { ReviewTalk } from './ReviewTalk';

/** A real server, on a machine that may be busy. */
jest.setTimeout(120_000);

const PAGE = { limit: 10, offset: 0 };
const PLACE = {
  repository: 'northlight/reader',
  path: 'reviews/reader.intoto.json',
  keyIds: [],
};

describe.each(testDatabases())('reviews on $name', ({ knex: connect }) => {
  let knex: Knex;
  let store: ReviewStore;
  let talk: ReviewTalk;
  beforeAll(async () => {
    knex = await connect();
    store = new ReviewStore(knex);
    talk = new ReviewTalk(knex);
  });
  beforeEach(() => knex('reviews').delete());
  afterAll(() => knex.destroy());

  it('gives back what was pinned', async () => {
    const asked = newReview({ reason: 'For the release.' });
    const review = await store.open(asked);
    expect(await store.get(review!.id)).toMatchObject({
      ...asked,
      state: 'open',
      changes: [],
    });
  });

  it('knows what it tells of by the new id, where a repository has another name', async () => {
    await insertAsset(knex, {
      id: 's:acme/old:scans',
      owner: 'group:default/x',
    });
    await knex('assets').update({ repository: 'acme/old' });
    const { subject } = newReview();
    const mention = { repository: 'acme/old', paths: [], words: ['scans'] };
    const review = await store.open(
      newReview({
        subject: {
          ...subject,
          tellsOf: [{ assetId: 's:acme/old:scans', ...mention }],
        },
      }),
    );
    await renameRepository(knex, 's', 'acme/old', 'acme/new');
    expect((await store.get(review!.id))!.subject.tellsOf).toEqual([
      { assetId: 's:acme/new:scans', ...mention },
    ]);
  });

  it('opens one a version, and another when that was decided', async () => {
    const first = await store.open(newReview());
    expect(await store.open(newReview())).toBeUndefined();
    await store.decide(first!.id, {
      decision: 'rejected',
      at: new Date(),
      statement: { ...PLACE, state: 'writing' },
    });
    expect(await store.open(newReview())).toMatchObject({ state: 'open' });
  });

  it('is pinned anew in another, once', async () => {
    const first = (await store.open(newReview()))!;
    const anew = newReview({ reason: 'Pinned anew.' });
    expect(await store.renew(first.id, anew)).toMatchObject({
      state: 'open',
      reason: 'Pinned anew.',
    });
    expect(await store.get(first.id)).toMatchObject({ state: 'withdrawn' });
    expect(await store.renew(first.id, anew)).toBeUndefined();
    expect(await store.count({ states: ['open'] })).toBe(1);
  });

  it('is decided once', async () => {
    const { id } = (await store.open(newReview()))!;
    const decided = {
      decision: 'approved' as const,
      at: new Date('2026-11-26T10:00:00Z'),
      expiresAt: new Date('2027-11-26T10:00:00Z'),
      envelope: '{}',
      statement: { ...PLACE, state: 'writing' as const },
    };
    expect(await store.decide(id, decided)).toBe(true);
    expect(await store.decide(id, decided)).toBe(false);
    expect(await store.get(id)).toMatchObject({
      state: 'decided',
      decision: 'approved',
      decidedAt: '2026-11-26T10:00:00.000Z',
      expiresAt: '2027-11-26T10:00:00.000Z',
    });
  });

  it('is in git when its pull request is merged, and stays there', async () => {
    const { id } = (await store.open(newReview()))!;
    await store.decide(id, {
      decision: 'approved',
      at: new Date(),
      statement: { ...PLACE, state: 'writing' },
    });
    await store.place(id, { ...PLACE, state: 'proposed' });
    expect(await store.get(id)).toMatchObject({ state: 'decided' });
    await store.place(id, { ...PLACE, state: 'merged' });
    expect(await store.place(id, { ...PLACE, state: 'closed' })).toBe(false);
    expect(await store.get(id)).toMatchObject({
      state: 'in git',
      statement: { state: 'merged' },
    });
  });

  it('tells of which assets an approval ended', async () => {
    const now = Date.now();
    for (const [versionId, expiresAt] of [
      ['ended', now - 1_000],
      ['stands', now + 60_000],
      ['for good', undefined],
    ] as const) {
      const assetId = `of ${versionId}`;
      const { id } = (await store.open(newReview({ assetId, versionId })))!;
      await store.decide(id, {
        decision: 'approved',
        at: new Date(),
        expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
        statement: { ...PLACE, state: 'writing' },
      });
    }
    expect(await store.assetsEndedSince(now - 60_000)).toEqual(['of ended']);
    expect(await store.assetsEndedSince(now)).toEqual([]);
  });

  it('lists what waits before what is decided', async () => {
    const decided = (await store.open(newReview()))!;
    await store.decide(decided.id, {
      decision: 'approved',
      at: new Date(),
      statement: { ...PLACE, state: 'writing' },
    });
    const waiting = (await store.open(newReview({ versionId: 'other' })))!;
    const ids = (await store.list({}, PAGE)).map(({ id }) => id);
    expect(ids).toEqual([waiting.id, decided.id]);
    const [first] = await store.list({}, { limit: 1, offset: 0 });
    expect(first.id).toBe(waiting.id);
    expect(await store.count({ states: ['open'] })).toBe(1);
  });

  it('keeps of each person their last vote, and answers with their question', async () => {
    const { id } = (await store.open(newReview()))!;
    const vote = {
      person: 'user:default/sofia',
      at: '2026-11-26T10:00:00.000Z',
      conditions: [],
    };
    await talk.vote(id, { ...vote, decision: 'rejected' });
    await talk.vote(id, { ...vote, decision: 'approved' });
    await talk.agree(id, 'card', 'user:default/sofia');
    await talk.agree(id, 'card', 'user:default/sofia');
    await talk.ask(id, { text: 'Why?', person: 'user:default/sofia' });
    const [question] = (await talk.of([id])).get(id)!.questions;
    const answer = { text: 'Because.', person: 'user:default/mira' };
    expect(await talk.answer(id, question.id, answer)).toBe(true);
    expect(await talk.answer(id, id, answer)).toBe(false);
    expect((await talk.of([id])).get(id)).toMatchObject({
      votes: [{ ...vote, decision: 'approved' }],
      agreements: [{ section: 'card', person: 'user:default/sofia' }],
      questions: [{ text: 'Why?', answers: [answer] }],
    });
    await talk.takeBack(id, 'card', 'user:default/sofia');
    expect((await talk.of([id])).get(id)!.agreements).toEqual([]);
  });
});
