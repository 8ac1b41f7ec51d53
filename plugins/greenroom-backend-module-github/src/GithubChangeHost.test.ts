import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { GithubChangeHost } from './GithubChangeHost';
import { createGithubHttp } from './GithubHttp';
import {
  startEmulatedGithub,
  type EmulatedGithub,
} from './__testUtils__/emulatedGithub';
import { fakeClock } from './__testUtils__/fakeClock';

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
  );

/** In front of the emulator: does what it is asked, then loses the answer of the first request that matches. */
async function losingAnswers(target: string, method: string, path: RegExp) {
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    const forwarded = httpRequest(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      answer => {
        if (
          lost === 0 &&
          incoming.method === method &&
          path.test(incoming.url ?? '')
        ) {
          lost += 1;
          answer.resume();
          answer.on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(forwarded);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost: () => lost,
    stop: () =>
      new Promise<void>(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

describe('GithubChangeHost', () => {
  let github: EmulatedGithub;
  let baseCommit: string;
  let serial = 0;

  beforeAll(async () => {
    github = await startEmulatedGithub();
    await github.octokit.repos.createOrUpdateFileContents({
      ...name,
      path: 'data/labels.csv',
      message: 'Add labels',
      content: Buffer.from('id,label\n1,4\n2,7\n').toString('base64'),
    });
    const head = await github.octokit.repos.listCommits({ ...name });
    baseCommit = head.data[0].sha;
  });
  afterAll(() => github.stop());

  const proposal = () => {
    serial += 1;
    const marker = `<!-- greenroom:proposal:${serial} -->`;
    return {
      repository,
      baseBranch: 'main',
      baseCommit,
      branch: `greenroom/labels-${serial}`,
      title: 'Correct one label',
      body: `One label.\n\n${marker}`,
      marker,
      edits: [
        {
          path: 'data/labels.csv',
          content: Buffer.from(`id,label\n1,9\n2,${serial}\n`),
        },
      ],
      commitMessage: `Correct one label (${serial})`,
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
      `${request.commitMessage}\n\nCo-authored-by: Mira Okafor x <mira@northlight.example>`,
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

  it('works as the person whose token it is given, without a trailer', async () => {
    const request = {
      ...proposal(),
      token: 'token-of-mira',
      coAuthor: { name: 'Mira', email: 'mira@northlight.example' },
    };
    const opened = await hostAt(github.url).openPullRequest(request);

    const pull = await github.octokit.pulls.get({
      ...name,
      pull_number: opened.number,
    });
    expect(pull.data.user.login).toBe('mira-okafor');
    const commit = await github.octokit.repos.getCommit({
      ...name,
      ref: pull.data.head.sha,
    });
    expect(commit.data.commit.message).toBe(request.commitMessage);
  });

  it('gives the same pull request for the same proposal', async () => {
    const request = proposal();
    const host = hostAt(github.url);

    const first = await host.openPullRequest(request);
    const second = await host.openPullRequest(request);

    expect(second).toEqual(first);
    expect(await pullsWith(request.marker)).toHaveLength(1);
  });

  it.each([
    ['branch', 'POST', /\/git\/refs$/],
    ['pull request', 'POST', /\/pulls$/],
    ['commit', 'POST', /\/git\/commits$/],
  ])(
    'doubles nothing when the answer to making the %s is lost',
    async (_what, method, path) => {
      const request = proposal();
      const proxy = await losingAnswers(github.url, method, path);
      const host = hostAt(proxy.url);

      await host.openPullRequest(request).catch(() => undefined);
      const opened = await host.openPullRequest(request);

      expect(proxy.lost()).toBe(1);
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
      pull_number: opened.number,
    });
    expect(data.head.sha).not.toBe(baseCommit);
  });

  it('leaves a branch with other work alone', async () => {
    const request = proposal();
    const other = { ...proposal(), branch: request.branch };
    await hostAt(github.url).openPullRequest(other);

    await expect(hostAt(github.url).openPullRequest(request)).rejects.toThrow(
      /exists and holds other work/,
    );
  });

  it('finds a pull request by its marker after its merge, and by its merge commit', async () => {
    const request = proposal();
    const host = hostAt(github.url);
    const opened = await host.openPullRequest(request);
    await github.octokit.pulls.merge({
      ...name,
      pull_number: opened.number,
      merge_method: 'merge',
    });

    const merged = await host.findPullRequest(repository, request.marker);

    expect(merged).toMatchObject({ number: opened.number, state: 'merged' });
    expect(await host.getPullRequest(repository, opened.number)).toEqual(
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
});
