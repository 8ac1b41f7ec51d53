import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import { judgePullRequest } from './judgePullRequest';

const pull = (
  state: PullRequest['state'],
  headCommit: string | undefined = 'a1',
): PullRequest => ({
  number: 3,
  url: 'https://host.test/3',
  title: 'Repair labels',
  state,
  draft: false,
  author: 'mira',
  headBranch: 'greenroom/mails-1',
  headCommit,
  baseBranch: 'main',
  labels: [],
  requestedReviewers: [],
});
const withoutBranch = (state: PullRequest['state']) => ({
  ...pull(state),
  headCommit: undefined,
});

describe('judgePullRequest', () => {
  it.each([
    ['open where we left it', pull('open'), undefined],
    ['open with commits of others on top', pull('open'), 'ahead'],
    ['merged, its branch deleted after', withoutBranch('merged'), undefined],
    ['merged after a force push', pull('merged'), 'diverged'],
  ] as const)('finds nothing wrong with one that is %s', (_, found, moved) => {
    expect(judgePullRequest(found, moved)).toEqual({ state: found.state });
  });

  it.each([
    ['closed', pull('closed'), undefined, 'closed', /Open it again there/],
    [
      'closed, its branch deleted',
      withoutBranch('closed'),
      undefined,
      'branch-gone',
      /take the decisions back/i,
    ],
    [
      'open, its branch deleted',
      withoutBranch('open'),
      undefined,
      'branch-gone',
      /Restore it on the host/,
    ],
    [
      'rewritten by a force push',
      pull('open'),
      'diverged',
      'force-pushed',
      /Update the pull request/,
    ],
    [
      'set back by a force push',
      pull('open'),
      'behind',
      'force-pushed',
      /what is missing is put on top/,
    ],
  ] as const)(
    'tells what to do of one that is %s',
    (_, found, moved, problem, remedy) => {
      expect(judgePullRequest(found, moved)).toEqual({
        state: found.state,
        problem,
        error: expect.stringMatching(remedy),
      });
    },
  );
});
