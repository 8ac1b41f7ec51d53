import { generateKeyPairSync } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import { readTrustRoot, verifyReview } from '@greenroom/governance';
import type { Knex } from 'knex';
import { oneDatabase } from '../../database/testDatabases';
import type { StatementFile } from '../../proposals/statements/StatementPublisher';
import { maskReview } from './maskReview';
import { newReview, SHA256 } from './__testUtils__/newReview';
import { ReviewCourt } from './ReviewCourt';
import { ReviewDecisions } from './ReviewDecisions';
import { ReviewMessages } from './ReviewMessages';
import { ReviewSigner } from './ReviewSigner';
import { ReviewStore } from './ReviewStore';
import { ReviewTalk } from './ReviewTalk';
import { ReviewViews } from './ReviewViews';

const keys = generateKeyPairSync('ed25519');
const credentials = mockCredentials.user();
const SOFIA = { person: 'user:default/sofia', credentials };
const MIRA = { person: 'user:default/mira', credentials };
const APPROVED = { decision: 'approved' as const, conditions: [] };
const PULL: PullRequest = {
  number: 7,
  url: 'https://host.test/pull/7',
  title: '',
  state: 'open',
  draft: false,
  author: 'greenroom-bot',
  headBranch: 'greenroom/review',
  baseBranch: 'main',
  labels: [],
  requestedReviewers: [],
};

describe('a decision', () => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await oneDatabase().knex();
  });
  afterAll(() => knex.destroy());
  beforeEach(() => knex('reviews').delete());

  async function open(
    options: {
      signer?: ReviewSigner;
      refusal?: string;
      blocking?: readonly string[];
    } = {},
  ) {
    const written: StatementFile[] = [];
    const approved: string[] = [];
    const noted: string[] = [];
    let pull = PULL;
    const reviews = new ReviewStore(knex);
    const talk = new ReviewTalk(knex);
    const court = new ReviewCourt({
      membersOf: async teams =>
        new Map(teams.map(team => [team, [SOFIA.person, MIRA.person]])),
    });
    let refusal = options.refusal;
    const decisions = new ReviewDecisions({
      reviews,
      talk,
      court,
      signer: options.signer ?? new ReviewSigner([keys.privateKey]),
      messages: new ReviewMessages({
        notifications: { send: async () => {} },
        logger: { warn() {} } as unknown as LoggerService,
      }),
      folder: 'reviews',
      blocking: async () => options.blocking ?? [],
      statements: {
        write: async (file: StatementFile) => {
          if (refusal !== undefined)
            return { type: 'refused' as const, problem: refusal };
          written.push(file);
          return { type: 'written' as const, pull };
        },
        find: async () => pull,
      } as unknown as ConstructorParameters<
        typeof ReviewDecisions
      >[0]['statements'],
      acts: {
        note: async act => {
          noted.push(act);
        },
      },
      approved: async ({ id }) => {
        approved.push(id);
      },
    });
    const { id } = (await reviews.open(newReview()))!;
    const views = new ReviewViews({
      ...{ reviews, talk, court },
      sight: {
        of: async () => (review, said) =>
          maskReview({ review, talk: said }, []),
      },
    });
    return {
      id,
      decisions,
      written,
      approved,
      noted,
      page: (person = SOFIA.person) =>
        views.get(
          id,
          { person, may: new Set(['review', 'approve']) },
          credentials,
        ),
      review: async () => (await reviews.get(id))!,
      merge() {
        pull = { ...PULL, state: 'merged', mergeCommit: 'd'.repeat(40) };
      },
      takeAll() {
        refusal = undefined;
      },
    };
  }

  it('is not taken of an author, and nothing is written', async () => {
    const { decisions, id, written, review, page } = await open();
    await expect(decisions.decide(id, APPROVED, MIRA)).rejects.toThrow(
      NotAllowedError,
    );
    expect(written).toEqual([]);
    expect(await review()).toMatchObject({ state: 'open' });
    const { allowed, barred } = await page(MIRA.person);
    expect(allowed).not.toContain('decide');
    expect(barred).toMatch(/four eyes/);
  });

  it('of a reviewer becomes a statement that verifies', async () => {
    const { decisions, id, written, approved } = await open();
    await decisions.decide(id, APPROVED, SOFIA);
    const [{ path, content }] = written;
    expect(path).toBe('reviews/reader-2.0.0.intoto.json');
    const clone = {
      isAncestor: async () => true,
      digestAt: async () => SHA256,
      digestNow: async () => SHA256,
    };
    const trust = JSON.stringify({
      keys: [
        {
          publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }),
          signsFor: 'everybody',
        },
      ],
    });
    expect(
      await verifyReview(
        { path, text: content },
        { keys: readTrustRoot('trust', trust), clone, at: new Date() },
      ),
    ).toMatchObject({
      valid: true,
      statement: {
        predicate: {
          authors: [MIRA.person],
          reviewers: [{ person: SOFIA.person }],
          evidence: [{ name: 'card', sha256: SHA256 }],
        },
      },
    });
    expect(approved).toEqual([id]);
  });

  it('says where it is in git after the merge, and by which command it verifies', async () => {
    const { decisions, id, review, merge, page } = await open();
    await decisions.decide(id, APPROVED, SOFIA);
    expect((await page()).statement).toMatchObject({ state: 'proposed' });
    merge();
    await decisions.follow(await review());
    expect(await page()).toMatchObject({
      state: 'in git',
      allowed: [],
      standing: { state: 'stands' },
      statement: {
        state: 'merged',
        command:
          'greenroom review verify reviews/reader-2.0.0.intoto.json --trust KEYS.yaml',
      },
    });
  });

  it('that the host refused is kept with the reason, and written when asked again', async () => {
    const { decisions, id, review, takeAll, page } = await open({
      refusal: 'The repository is archived.',
    });
    await decisions.decide(id, APPROVED, SOFIA);
    expect(await page()).toMatchObject({
      state: 'decided',
      allowed: ['publish'],
      statement: { problem: 'The repository is archived.' },
    });
    takeAll();
    await decisions.write(id, {});
    const { statement } = await review();
    expect(statement).toMatchObject({ state: 'proposed', pull: { number: 7 } });
    expect(statement).not.toHaveProperty('problem');
  });

  it('waits for a key where there is none', async () => {
    const { decisions, id, written, page } = await open({
      signer: new ReviewSigner([]),
    });
    await decisions.decide(id, APPROVED, SOFIA);
    await decisions.write(id, {});
    expect(written).toEqual([]);
    expect((await page()).statement).toMatchObject({
      state: 'unsigned',
      problem: expect.stringContaining('greenroom.reviews.signingKeys'),
    });
  });

  it('approves nothing that a rule blocks, and may reject it', async () => {
    const { decisions, id, review } = await open({
      blocking: ['The data has a licence: it has none.'],
    });
    await expect(decisions.decide(id, APPROVED, SOFIA)).rejects.toThrow(
      /rule blocks it. The data has a licence/,
    );
    await decisions.decide(id, { decision: 'rejected', conditions: [] }, SOFIA);
    expect(await review()).toMatchObject({ decision: 'rejected' });
  });

  it('that rejects approves nothing', async () => {
    const { decisions, id, approved, page } = await open();
    await decisions.decide(id, { decision: 'rejected', conditions: [] }, SOFIA);
    expect(approved).toEqual([]);
    expect(await page()).toMatchObject({ standing: { state: 'rejected' } });
    await expect(decisions.decide(id, APPROVED, SOFIA)).rejects.toThrow(
      /Ask for a new one/,
    );
  });
});
