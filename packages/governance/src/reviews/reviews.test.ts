import fc from 'fast-check';
import { reviewStatementSchema } from '../statement/ReviewStatement';
import { authorsOf, type HostCommit, isUnknown } from './authorsOf';
import { barredFrom } from './barredFrom';
import { changedSince } from './changedSince';
import { decidedBy, withVote } from './decidedBy';
import { nextState } from './nextState';
import { ANYBODY, missingSignatures, quorumOf } from './quorumOf';
import { standingOf } from './standingOf';
import { statementOf } from './statementOf';
import type { Vote } from './Vote';

const COMMIT = 'c'.repeat(40);
const userOf = (login: string) =>
  login.startsWith('x') ? undefined : `user:default/${login}`;
const accounts = { userOf, machines: new Set(['bot']) };
const commit = (rest: Partial<HostCommit>): HostCommit => ({
  commit: COMMIT,
  gitName: 'Somebody',
  signature: 'none',
  ...rest,
});
const AT = '2026-11-26T10:00:00Z';
const vote = (person: string, decision: Vote['decision'] = 'approved') => ({
  person: `user:default/${person}`,
  decision,
  conditions: decision === 'approved with conditions' ? ['Watch fours.'] : [],
  at: AT,
});
const membersOf = (team: string) =>
  team === 'group:default/governance'
    ? ['user:default/sofia', 'user:default/mira', 'user:default/olu']
    : ['user:default/jonas'];
const GOVERNANCE = { team: 'group:default/governance', needed: 1 };
const MIRA = authorsOf(
  [commit({ login: 'mira', signature: 'verified' })],
  accounts,
);

describe('authorsOf', () => {
  it('takes whom the host verified, by signature and as who opened the pull request', () => {
    expect(
      authorsOf(
        [commit({ login: 'mira', signature: 'verified', pullAuthor: 'ann' })],
        accounts,
      ).map(({ person, by }) => ({ person, by })),
    ).toEqual([
      { person: 'user:default/ann', by: 'pull request' },
      { person: 'user:default/mira', by: 'signature' },
    ]);
  });

  it('says of an unsigned commit that its author is only claimed, also where the name is the one of a machine', () => {
    const authors = authorsOf(
      [commit({ login: 'mira' }), commit({ login: 'bot' })],
      accounts,
    );
    expect(authors.map(({ by }) => by)).toEqual(['claimed', 'claimed']);
    expect(authors.every(isUnknown)).toBe(true);
  });

  it('leaves out machines whose signature the host verified', () => {
    expect(
      authorsOf([commit({ login: 'bot', signature: 'verified' })], accounts),
    ).toEqual([]);
  });

  it('does not call unknown whose unsigned commits came by their own pull request', () => {
    const [author, ...others] = authorsOf(
      [commit({ login: 'mira', pullAuthor: 'mira' })],
      accounts,
    );
    expect(others).toEqual([]);
    expect(isUnknown(author)).toBe(false);
  });

  it('is unknown of whom the catalog has no user', () => {
    const [author] = authorsOf(
      [commit({ login: 'xeno', signature: 'verified' })],
      accounts,
    );
    expect(author).toMatchObject({ name: 'xeno', person: undefined });
    expect(isUnknown(author)).toBe(true);
  });

  it('gives the same whatever the order of commits', () => {
    const logins = fc.constantFrom('mira', 'bot', 'xeno', undefined);
    const commits = fc.array(
      fc.record({
        commit: fc.constantFrom('1', '2', '3'),
        gitName: fc.constantFrom('A', 'B'),
        login: logins,
        pullAuthor: logins,
        signature: fc.constantFrom('verified' as const, 'none' as const),
      }),
      { maxLength: 6 },
    );
    const told = (all: readonly HostCommit[]) =>
      authorsOf(all, accounts)
        .map(({ person, by, commits: of }) =>
          [person, by, ...[...of].sort()].join(),
        )
        .sort();
    fc.assert(
      fc.property(commits, all => {
        expect(told([...all].reverse())).toEqual(told(all));
      }),
    );
  });
});

describe('a decision', () => {
  const decisionOf = (
    votes: readonly Vote[],
    { authors = MIRA, teams = [GOVERNANCE] } = {},
  ) => {
    const quorum = quorumOf(teams, { authors, votes, membersOf });
    return decidedBy(votes, quorum, authors)?.decision;
  };

  it('is taken of a reviewer and not of an author', () => {
    expect(decisionOf([vote('mira')])).toBeUndefined();
    expect(decisionOf([vote('sofia')])).toBe('approved');
  });

  it('is not made by an author who rejects', () => {
    expect(decisionOf([vote('mira', 'rejected')])).toBeUndefined();
  });

  it('waits for each team', () => {
    const teams = [GOVERNANCE, { team: 'group:default/vision', needed: 1 }];
    expect(decisionOf([vote('sofia')], { teams })).toBeUndefined();
    expect(decisionOf([vote('sofia'), vote('jonas')], { teams })).toBe(
      'approved',
    );
  });

  it('takes the conditions of one for all', () => {
    const teams = [{ ...GOVERNANCE, needed: 2 }];
    expect(
      decisionOf([vote('olu', 'approved with conditions'), vote('sofia')], {
        teams,
      }),
    ).toBe('approved with conditions');
  });

  it('needs one signature more where an author is not known', () => {
    const authors = authorsOf([commit({})], accounts);
    expect(decisionOf([vote('sofia')], { authors })).toBeUndefined();
    expect(decisionOf([vote('sofia'), vote('olu')], { authors })).toBe(
      'approved',
    );
  });

  it('counts a person once, by their last word', () => {
    const votes = withVote([vote('sofia', 'rejected')], vote('sofia'));
    expect(decisionOf(votes)).toBe('approved');
    expect(
      decisionOf([vote('sofia'), vote('sofia')], {
        teams: [{ ...GOVERNANCE, needed: 2 }],
      }),
    ).toBeUndefined();
  });

  const anyVotes = fc.uniqueArray(
    fc.record({
      person: fc.constantFrom('sofia', 'mira', 'olu', 'jonas', 'guest'),
      decision: fc.constantFrom(
        'approved' as const,
        'approved with conditions' as const,
        'rejected' as const,
      ),
    }),
    { selector: ({ person }) => person },
  );

  it('does not hang on the order of votes, nor on what authors or strangers to an open quorum say', () => {
    fc.assert(
      fc.property(anyVotes, given => {
        const votes = given.map(each => vote(each.person, each.decision));
        const decision = decisionOf(votes);
        expect(decisionOf([...votes].reverse())).toBe(decision);
        expect(
          decisionOf(votes.filter(({ person }) => !person.endsWith('mira'))),
        ).toBe(decision);
      }),
    );
  });

  it('is never an approval without as many different people as are needed', () => {
    fc.assert(
      fc.property(anyVotes, fc.integer({ min: 1, max: 3 }), (given, needed) => {
        const votes = given.map(each => vote(each.person, each.decision));
        const quorum = quorumOf([{ ...GOVERNANCE, needed }], {
          authors: MIRA,
          votes,
          membersOf,
        });
        const decided = decidedBy(votes, quorum, MIRA);
        if (!decided || decided.decision === 'rejected') return;
        const people = new Set(decided.votes.map(({ person }) => person));
        expect(people.size).toBeGreaterThanOrEqual(needed);
        expect(people).not.toContain('user:default/mira');
        expect(missingSignatures(quorum)).toBe(0);
      }),
    );
  });
});

describe('barredFrom', () => {
  const quorum = quorumOf([GOVERNANCE], {
    authors: MIRA,
    votes: [],
    membersOf,
  });

  it('tells an author why, and for whom it waits', () => {
    expect(barredFrom('user:default/mira', MIRA, quorum)).toMatch(
      /^You wrote ccccccc .*four eyes.*It waits for user:default\/sofia or user:default\/olu/,
    );
  });

  it('tells who is in none of the teams, and lets a member decide', () => {
    expect(barredFrom('user:default/jonas', MIRA, quorum)).toMatch(/none of/);
    expect(barredFrom('user:default/sofia', MIRA, quorum)).toBeUndefined();
  });

  it('lets anybody who did not write it decide where no team is named', () => {
    const open = quorumOf([], { authors: MIRA, votes: [], membersOf });
    expect(open).toMatchObject([{ team: ANYBODY, needed: 1 }]);
    expect(barredFrom('user:default/guest', MIRA, open)).toBeUndefined();
    expect(barredFrom('user:default/mira', MIRA, open)).toMatch(/four eyes/);
  });
});

describe('changedSince', () => {
  it('names what is another and what is gone, and not what came', () => {
    expect(
      changedSince(
        [
          { what: 'card', digest: 'a' },
          { what: 'run test', digest: 'b' },
        ],
        [
          { what: 'card', digest: 'c' },
          { what: 'new', digest: 'd' },
        ],
      ),
    ).toEqual(['card was a, and is c.', 'run test was b, and is gone.']);
  });

  it('finds nothing in what is as it was', () => {
    const pins = fc.uniqueArray(
      fc.record({ what: fc.string(), digest: fc.string() }),
      { selector: ({ what }) => what },
    );
    fc.assert(
      fc.property(pins, all =>
        expect(changedSince(all, [...all].reverse())).toEqual([]),
      ),
    );
  });
});

describe('standingOf', () => {
  const approved = { decision: 'approved' as const, expiresAt: AT };

  it('ends on its day, and not before', () => {
    expect(standingOf(approved, [], new Date('2026-11-26T09:59:59Z'))).toEqual({
      state: 'stands',
      until: AT,
    });
    expect(standingOf(approved, ['x'], new Date(AT))).toEqual({
      state: 'expired',
      since: AT,
    });
  });

  it('is outdated by what it rested on, with the reason', () => {
    const at = new Date('2026-01-01T00:00:00Z');
    expect(standingOf(approved, ['card was a, and is b.'], at)).toEqual({
      state: 'outdated',
      reasons: ['card was a, and is b.'],
    });
    expect(standingOf(undefined, ['x'], at)).toEqual({ state: 'undecided' });
  });
});

describe('nextState', () => {
  it('leads from open to git, and nowhere from there', () => {
    expect(nextState('open', 'decide')).toBe('decided');
    expect(nextState('decided', 'merge')).toBe('in git');
    expect(nextState('decided', 'decide')).toBeUndefined();
    expect(nextState('in git', 'withdraw')).toBeUndefined();
  });
});

describe('statementOf', () => {
  it('is a statement of ours, which names unknown authors as such', () => {
    const authors = [...MIRA, ...authorsOf([commit({})], accounts)];
    const votes = [vote('sofia'), vote('olu')];
    const quorum = quorumOf([GOVERNANCE], { authors, votes, membersOf });
    const statement = statementOf(
      {
        asset: { name: 'reader', version: '2.0.0' },
        repository: 'acme/reader',
        revision: COMMIT,
        manifest: 'greenroom.yaml',
        files: [{ path: 'greenroom.yaml', sha256: 'a'.repeat(64) }],
      },
      decidedBy(votes, quorum, authors)!,
      { authors, quorum: 2, evidence: [], checks: [] },
    );
    expect(reviewStatementSchema.parse(statement).predicate).toMatchObject({
      authors: ['user:default/mira'],
      unverifiedAuthors: [{ name: 'Somebody', by: 'claimed' }],
      quorum: 2,
    });
  });
});
