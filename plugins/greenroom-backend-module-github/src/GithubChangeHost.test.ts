import { Octokit } from '@octokit/rest';
import { mockServices } from '@backstage/backend-test-utils';
import { describeChangeHost } from '@greenroom/test-sources';
import { GithubChangeHost } from './GithubChangeHost';
import { createGithubHttp } from './GithubHttp';
import {
  startEmulatedGithub,
  type EmulatedGithub,
} from './__testUtils__/emulatedGithub';
import { copyHistory } from './__testUtils__/copyHistory';
import { fakeClock } from './__testUtils__/fakeClock';
import {
  type Rule,
  type RuledRequest,
  startRuledHost,
} from './__testUtils__/ruledHost';

/** Many requests to an emulator, on a machine that may be busy. */
jest.setTimeout(60_000);

const repository = 'northlight/digits-data';
const name = { owner: 'northlight', repo: 'digits-data' };

const hostAt = (url: string) =>
  new GithubChangeHost(
    createGithubHttp({
      apiBaseUrl: url,
      target: 'northlight',
      logger: mockServices.logger.mock(),
      getToken: async () => 'token-of-integration',
      clock: fakeClock(),
    }),
    fakeClock(),
  );
/** Every pull request of this host has a number. */
const numberOf = (pull: { number?: number }) => ({ number: pull.number! });

const once = () => {
  let isDone = false;
  return (does: boolean) => {
    if (isDone || !does) return false;
    isDone = true;
    return true;
  };
};

/** Does what it is asked, then loses the answer of the first request that matches. */
const losing = (method: string, path: RegExp) => {
  const first = once();
  return (request: RuledRequest): Rule | undefined =>
    first(request.method === method && path.test(request.path))
      ? { type: 'lose' }
      : undefined;
};

let github: EmulatedGithub;
beforeAll(async () => {
  github = await startEmulatedGithub();
});
afterAll(() => github.stop());

describeChangeHost('github', async () => {
  const { octokit } = github;
  const proxy = await startRuledHost(github.url, () => undefined);
  const headOfBranch = async (branch: string) =>
    octokit.git.getRef({ ...name, ref: `heads/${branch}` }).then(
      ({ data }) => data.object.sha,
      () => undefined,
    );
  const treeOf = async (commit: string) =>
    (await octokit.git.getCommit({ ...name, commit_sha: commit })).data.tree
      .sha;
  return {
    host: hostAt(proxy.url),
    repository,
    head: async () => (await headOfBranch('main'))!,
    push: async (branch, files) => {
      const there = await headOfBranch(branch);
      const parent = there ?? (await headOfBranch('main'))!;
      const tree = await octokit.git.createTree({
        ...name,
        base_tree: await treeOf(parent),
        tree: Object.entries(files).map(([path, content]) => ({
          path,
          mode: '100644' as const,
          type: 'blob' as const,
          content: String(content),
        })),
      });
      const { data } = await octokit.git.createCommit({
        ...name,
        message: 'Work of others',
        tree: tree.data.sha,
        parents: [parent],
      });
      if (there)
        await octokit.git.updateRef({
          ...name,
          ref: `heads/${branch}`,
          sha: data.sha,
        });
      else
        await octokit.git.createRef({
          ...name,
          ref: `refs/heads/${branch}`,
          sha: data.sha,
        });
      return data.sha;
    },
    merge: async pull => {
      await octokit.pulls.merge({
        ...name,
        pull_number: pull.number!,
        merge_method: 'merge',
      });
    },
    deleteBranch: async branch => {
      // GitHub closes the pull requests of a branch that is deleted.
      const { data } = await octokit.pulls.list({
        ...name,
        head: `northlight:${branch}`,
      });
      for (const { number } of data)
        await octokit.pulls.update({
          ...name,
          pull_number: number,
          state: 'closed',
        });
      await octokit.git.deleteRef({ ...name, ref: `heads/${branch}` });
    },
    file: async (commit, path) => {
      const { data } = await octokit.git.getTree({
        ...name,
        tree_sha: await treeOf(commit),
        recursive: '1',
      });
      const { sha } = data.tree.find(entry => entry.path === path)!;
      const blob = await octokit.git.getBlob({ ...name, file_sha: sha! });
      return Buffer.from(blob.data.content, 'base64').toString('utf8');
    },
    messages: async (base, branch) => {
      const { data } = await octokit.repos.compareCommitsWithBasehead({
        ...name,
        basehead: `${base}...${branch}`,
      });
      return data.commits.map(({ commit }) => commit.message);
    },
    close: proxy.stop,
  };
});

describe('GithubChangeHost', () => {
  let baseCommit: string;
  let serial = 0;

  beforeAll(async () => {
    await github.octokit.repos.createOrUpdateFileContents({
      ...name,
      path: 'data/labels.csv',
      message: 'Add labels',
      content: Buffer.from('id,label\n1,4\n2,7\n').toString('base64'),
    });
    const head = await github.octokit.repos.listCommits({ ...name });
    baseCommit = head.data[0].sha;
  });

  const proposal = () => {
    serial += 1;
    const marker = `greenroom:proposal:${serial};`;
    return {
      repository,
      baseBranch: 'main',
      baseCommit,
      branch: `greenroom/labels-${serial}`,
      title: 'Correct one label',
      body: `One label.\n\n<!-- ${marker} -->`,
      marker,
      state: 'ready' as const,
      labels: [],
      reviewers: [],
      commits: [
        {
          message: `Correct one label (${serial})`,
          edits: [
            {
              path: 'data/labels.csv',
              content: Buffer.from(`id,label\n1,9\n2,${serial}\n`),
            },
          ],
        },
      ],
    };
  };
  const pullsWith = async (marker: string) =>
    (
      await github.octokit.pulls.list({ ...name, state: 'all', per_page: 100 })
    ).data.filter(pull => pull.body?.includes(marker));

  it('makes one branch, one commit that touches only the edited file, one pull request', async () => {
    const request = {
      ...proposal(),
      coAuthor: { name: 'Mira\nOkafor <x>', email: 'mira@northlight.example' },
    };
    const opened = await hostAt(github.url).openPullRequest(request);

    expect(opened).toMatchObject({
      state: 'open',
      headBranch: request.branch,
    });
    const { data } = await github.octokit.repos.compareCommits({
      ...name,
      base: baseCommit,
      head: request.branch,
    });
    expect(data.commits).toHaveLength(1);
    expect(data.files?.map(file => file.filename)).toEqual(['data/labels.csv']);
    expect(data.commits[0].commit.message).toBe(
      `${request.commits[0].message}\n\nGreenroom-Change: ${request.marker}\nCo-authored-by: Mira Okafor x <mira@northlight.example>`,
    );
  });

  it('puts one check of a name on a commit, the newest verdict', async () => {
    const host = hostAt(github.url);
    const check = {
      repository,
      commit: baseCommit,
      name: 'Greenroom: gates',
      conclusion: 'failure' as const,
      title: 'A gate failed',
      summary: 'accuracy 0.8 is below 0.9',
    };
    await host.postCheck(check);
    await host.postCheck({ ...check, name: 'another' });
    await host.postCheck({
      ...check,
      conclusion: 'success',
      title: 'All gates passed',
    });
    const { data } = await github.octokit.checks.listForRef({
      ...name,
      ref: baseCommit,
    });
    expect(
      data.check_runs
        .filter(each => each.name === check.name)
        .map(({ conclusion, output }) => [conclusion, output.title]),
    ).toEqual([['success', 'All gates passed']]);
  });

  it('shows a check in progress, and puts its verdict in its place', async () => {
    const host = hostAt(github.url);
    const check = {
      repository,
      commit: baseCommit,
      name: 'greenroom/plan: digits',
      title: 'Being planned',
      summary: 'It is worked out.',
    };
    const shown = async () => {
      const { data } = await github.octokit.checks.listForRef({
        ...name,
        ref: baseCommit,
      });
      return data.check_runs
        .filter(each => each.name === check.name)
        .map(({ status, conclusion }) => [status, conclusion]);
    };
    await host.postCheck({ ...check, conclusion: 'pending' });
    expect(await shown()).toEqual([['in_progress', null]]);
    await host.postCheck({ ...check, conclusion: 'neutral' });
    expect(await shown()).toEqual([['completed', 'neutral']]);
  });

  it('works as the person whose token it is given, without a trailer', async () => {
    const request = {
      ...proposal(),
      token: 'token-of-mira',
      coAuthor: { name: 'Mira', email: 'mira@northlight.example' },
    };
    const opened = await hostAt(github.url).openPullRequest(request);

    const pull = await github.octokit.pulls.get({
      ...name,
      pull_number: numberOf(opened).number,
    });
    expect(pull.data.user.login).toBe('mira-okafor');
    const commit = await github.octokit.repos.getCommit({
      ...name,
      ref: pull.data.head.sha,
    });
    expect(commit.data.commit.message).toBe(
      `${request.commits[0].message}\n\nGreenroom-Change: ${request.marker}`,
    );
  });

  it.each([
    ['branch', 'POST', /\/git\/refs$/],
    ['pull request', 'POST', /\/pulls$/],
    ['commit', 'POST', /\/git\/commits$/],
  ])(
    'doubles nothing when the answer to making the %s is lost',
    async (_what, method, path) => {
      const request = proposal();
      let lost = 0;
      const lose = losing(method, path);
      const proxy = await startRuledHost(github.url, each => {
        const rule = lose(each);
        if (rule) lost += 1;
        return rule;
      });
      const host = hostAt(proxy.url);

      await host.openPullRequest(request).catch(() => undefined);
      const opened = await host.openPullRequest(request);

      expect(lost).toBe(1);
      expect(opened.headBranch).toBe(request.branch);
      expect(await pullsWith(request.marker)).toHaveLength(1);
      await proxy.stop();
    },
  );

  it('moves a branch of its own whose base has aged, while no pull request is open', async () => {
    const request = proposal();
    await github.octokit.git.createRef({
      ...name,
      ref: `refs/heads/${request.branch}`,
      sha: baseCommit,
    });

    const opened = await hostAt(github.url).openPullRequest(request);

    const { data } = await github.octokit.pulls.get({
      ...name,
      pull_number: numberOf(opened).number,
    });
    expect(data.head.sha).not.toBe(baseCommit);
  });

  it('finds a pull request by its marker after its merge, and by its merge commit', async () => {
    const request = proposal();
    const host = hostAt(github.url);
    const opened = await host.openPullRequest(request);
    await github.octokit.pulls.merge({
      ...name,
      pull_number: numberOf(opened).number,
      merge_method: 'merge',
    });

    const merged = await host.findPullRequest(repository, request.marker);

    expect(merged).toMatchObject({ number: opened.number, state: 'merged' });
    expect(await host.getPullRequest(repository, numberOf(opened))).toEqual(
      merged,
    );
    expect(
      await host.pullRequestOfCommit(repository, merged?.mergeCommit ?? ''),
    ).toEqual(merged);
    expect(
      await host.pullRequestOfCommit(repository, baseCommit),
    ).toBeUndefined();
    expect(
      await host.findPullRequest(repository, '<!-- nobody -->'),
    ).toBeUndefined();
  });

  /** What comes of publishing at a host with a rule. */
  const publishAt = async (
    rule: (
      request: RuledRequest,
    ) => Rule | undefined | Promise<Rule | undefined>,
    fields: { token?: string; repository?: string } = {},
  ) => {
    const proxy = await startRuledHost(github.url, rule);
    const request = { ...proposal(), ...fields };
    try {
      return {
        request,
        opened: await hostAt(proxy.url).openPullRequest(request),
      };
    } finally {
      await proxy.stop();
    }
  };
  const saying = (status: number, message: string, headers = {}): Rule => ({
    type: 'answer',
    status,
    headers,
    body: { message },
  });
  const isRepository = ({ method, path }: RuledRequest) =>
    method === 'GET' && path === `/repos/${repository}`;

  it.each<[string, RegExp, Rule, string, RegExp]>([
    [
      'an integration without the right to write',
      /\/git\/blobs$/,
      saying(403, 'Resource not accessible by integration'),
      'no-permission',
      /Sign in with GitHub/,
    ],
    [
      'credentials that are no longer good',
      /\/git\/blobs$/,
      saying(401, 'Bad credentials'),
      'no-permission',
      /integrations.github/,
    ],
    [
      'a ruleset against our branches',
      /\/git\/refs$/,
      saying(
        422,
        'Repository rule violations found\n\nCannot create ref due to creations being restricted.',
      ),
      'protected-branch',
      /allow branches below 'greenroom\/'/,
    ],
    [
      'a repository archived in this moment',
      /\/git\/commits$/,
      saying(403, 'Repository was archived so is read-only.'),
      'archived',
      /unarchive it/,
    ],
    [
      'a rate limit',
      /\/git\/trees$/,
      saying(403, 'API rate limit exceeded', { 'retry-after': '3600' }),
      'rate-limit',
      /used up until/,
    ],
  ])('tells what to do of %s', async (_what, path, rule, refusal, words) => {
    await expect(
      publishAt(request =>
        request.method === 'POST' && path.test(request.path) ? rule : undefined,
      ),
    ).rejects.toMatchObject({
      refusal,
      message: expect.stringMatching(words),
    });
  });

  it('puts nothing into an archived repository', async () => {
    const asked: string[] = [];
    await expect(
      publishAt(request => {
        asked.push(request.method);
        return isRepository(request)
          ? { type: 'change', change: body => ({ ...body, archived: true }) }
          : undefined;
      }),
    ).rejects.toMatchObject({ refusal: 'archived' });
    expect(asked).not.toContain('POST');
  });

  it('says so where the repository is gone', async () => {
    await expect(
      publishAt(() => undefined, { repository: 'northlight/gone' }),
    ).rejects.toMatchObject({ refusal: 'repository-gone' });
  });

  it('follows a repository that was renamed', async () => {
    const old = '/repos/northlight/old-data';
    const { request, opened } = await publishAt(
      ({ method, path }) =>
        path.startsWith(old)
          ? {
              type: 'answer',
              status: method === 'GET' ? 301 : 307,
              headers: { location: path.replace(old, `/repos/${repository}`) },
            }
          : undefined,
      { repository: 'northlight/old-data' },
    );
    expect(opened.headRepository).toBe(repository);
    expect(await pullsWith(request.marker)).toHaveLength(1);
  });

  /** Mira may read the repository and write to her own. */
  const asReader =
    (options: { forks: boolean }) =>
    async (request: RuledRequest): Promise<Rule | undefined> => {
      const { method, path, token } = request;
      if (token !== 'token-of-mira') return undefined;
      if (isRepository(request))
        return {
          type: 'change',
          change: body => ({
            ...body,
            permissions: { admin: false, push: false, pull: true },
            allow_forking: options.forks,
          }),
        };
      if (method === 'POST' && path === `/repos/${repository}/forks`) {
        await fetch(`${github.url}${path}`, {
          method,
          headers: { authorization: `token ${token}` },
          body: '{}',
        });
        const mira = new Octokit({ baseUrl: github.url, auth: token });
        await copyHistory(mira, name, { ...name, owner: 'mira-okafor' });
        return {
          type: 'answer',
          status: 202,
          body: { full_name: 'mira-okafor/digits-data' },
        };
      }
      const writes =
        method !== 'GET' && path.startsWith(`/repos/${repository}/`);
      return writes && !path.endsWith('/pulls')
        ? saying(403, 'Must have push access')
        : undefined;
    };

  it('proposes from a fork of the person who may not write', async () => {
    const { opened } = await publishAt(asReader({ forks: true }), {
      token: 'token-of-mira',
    });
    expect(opened).toMatchObject({
      state: 'open',
      author: 'mira-okafor',
      headRepository: 'mira-okafor/digits-data',
      baseBranch: 'main',
    });
  });

  it('says whom to ask where a person may neither write nor fork', async () => {
    await expect(
      publishAt(asReader({ forks: false }), { token: 'token-of-mira' }),
    ).rejects.toMatchObject({
      refusal: 'no-permission',
      message: expect.stringMatching(/Ask its owner/),
    });
  });

  it('labels it, asks reviewers but the author and strangers, and may leave it a draft', async () => {
    const opened = await hostAt(github.url).openPullRequest({
      ...proposal(),
      state: 'draft',
      labels: ['greenroom', 'labels'],
      reviewers: ['greenroom-bot', 'nobody-of-here', 'mira-okafor'],
      token: 'token-of-integration',
    });
    expect(opened).toMatchObject({
      draft: true,
      author: 'greenroom-bot',
      requestedReviewers: ['mira-okafor'],
    });
    expect([...opened.labels].sort()).toEqual(['greenroom', 'labels']);
  });

  it('reads comments, reviews and what stands beside lines, oldest first', async () => {
    const host = hostAt(github.url);
    const opened = await host.openPullRequest(proposal());
    const { number } = numberOf(opened);
    await github.octokit.issues.createComment({
      ...name,
      issue_number: number,
      body: 'Why this row?',
    });
    await github.octokit.pulls.createReview({
      ...name,
      pull_number: number,
      event: 'REQUEST_CHANGES',
      body: 'Row 1 is a four',
    });
    const comments = await host.listComments(repository, { number });
    expect(
      comments.map(({ author, body, verdict }) => [author, body, verdict]),
    ).toEqual([
      ['greenroom-bot', 'Why this row?', undefined],
      ['greenroom-bot', 'Row 1 is a four', 'changes-requested'],
    ]);
  });

  it('tells who set a label last, unless the branch was rewritten since', async () => {
    const proxy = await startRuledHost(github.url, () => undefined);
    const host = hostAt(proxy.url);
    const opened = await host.openPullRequest(proposal());
    const { number } = numberOf(opened);
    const as = (auth: string) => new Octokit({ baseUrl: proxy.url, auth });
    const label = (token: string, labels: string[]) =>
      as(token).issues.addLabels({ ...name, issue_number: number, labels });
    const found = () =>
      host.findLabelling(repository, { number }, 'greenroom: plan');
    expect(await found()).toBeUndefined();
    await label('token-of-integration', ['greenroom: plan', 'other']);
    await label('token-of-mira', ['greenroom: plan']);
    await label('token-of-integration', ['other']);
    expect(await found()).toEqual({
      id: expect.any(String),
      by: 'mira-okafor',
    });
    await as('token-of-mira').git.updateRef({
      ...name,
      ref: `heads/${opened.headBranch}`,
      sha: baseCommit,
      force: true,
    });
    expect(await found()).toBeUndefined();
    await proxy.stop();
  });

  it('says a comment once whose answer was lost', async () => {
    const proxy = await startRuledHost(
      github.url,
      losing('POST', /\/comments$/),
    );
    const host = hostAt(proxy.url);
    const { number } = numberOf(await host.openPullRequest(proposal()));
    const marker = 'greenroom:comment:lost';
    const say = () =>
      host.comment(
        repository,
        { number },
        { marker, body: `Seen.\n\n<!-- ${marker} -->` },
      );
    await expect(say()).rejects.toThrow();
    const { url } = await say();
    const said = await host.listComments(repository, { number });
    expect(said.map(comment => comment.url)).toEqual([url]);
    await proxy.stop();
  });

  it('tells who may write, and who is nobody', async () => {
    const host = hostAt(github.url);
    expect(await host.hasWriteAccess(repository, 'mira-okafor')).toBe(true);
    expect(await host.hasWriteAccess(repository, 'nobody')).toBe(false);
  });

  it('lists what is open, ours or not', async () => {
    const host = hostAt(github.url);
    const opened = await host.openPullRequest(proposal());
    const [newest] = await host.listOpenPullRequests(repository);
    expect(newest).toMatchObject({
      number: opened.number,
      author: 'greenroom-bot',
      headRepository: repository,
    });
  });
});
