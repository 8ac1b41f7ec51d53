import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { Authorship } from './Authorship';

const COMMIT = {
  parents: [],
  author: 'Mira',
  authorEmail: 'mira@example.org',
  date: '2026-06-24T11:00:00Z',
  message: 'Train\n\nCo-authored-by: Sofia <sofia@example.org>',
  url: '',
};
const people = {
  usersOf: async (logins: readonly string[]) =>
    new Map(logins.map(login => [login, `user:default/${login}`])),
};
const authorsOf = (
  commits: readonly object[],
  options: { pullAuthor?: string; after?: string } = {},
) => {
  const source = {
    listCommits: async () =>
      commits.map((each, i) => ({ ...COMMIT, sha: `${i}`, ...each })),
    changes: {
      pullRequestOfCommit: async () =>
        options.pullAuthor && { author: options.pullAuthor },
    },
  } as unknown as Source;
  return new Authorship({
    sources: new Map([['s', source]]),
    people,
    machines: new Set(),
  }).of({
    sourceId: 's',
    repository: 'acme/reader',
    revision: '0',
    paths: ['model.onnx'],
    after: options.after,
  });
};

describe('authorship', () => {
  it('is what the host verified, and never a trailer', async () => {
    expect(
      await authorsOf([{ identity: { login: 'mira', signature: 'verified' } }]),
    ).toEqual([
      {
        person: 'user:default/mira',
        name: 'mira',
        by: 'signature',
        commits: ['0'],
      },
    ]);
  });

  it('counts who opened the pull request', async () => {
    expect(
      (
        await authorsOf([{ identity: { login: 'mira', signature: 'none' } }], {
          pullAuthor: 'jonas',
        })
      ).map(({ name, by }) => [name, by]),
    ).toEqual([
      ['jonas', 'pull request'],
      ['mira', 'claimed'],
    ]);
  });

  it('of a remote that knows no accounts is not known', async () => {
    expect(await authorsOf([{}])).toMatchObject([
      { name: 'Mira', by: 'claimed' },
    ]);
  });

  it('begins after the revision that was approved', async () => {
    const commits = ['jonas', 'mira'].map(login => ({
      identity: { login, signature: 'verified' },
    }));
    const found = await authorsOf(commits, { after: '1' });
    expect(found.map(({ name }) => name)).toEqual(['jonas']);
  });
});
