import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenPullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import { describeChangeHost } from '@greenroom/test-sources';
import { openRemote } from './__testUtils__/openRemote';
import { compareLink } from './links';
import { readRemoteUrl } from './remoteUrl';

/** Real git, on a machine that may be busy. */
jest.setTimeout(60_000);

/** As a person merges on their own machine. */
const AS_PERSON = ['-c', 'user.name=Mira', '-c', 'user.email=mira@example.org'];

function merges({ remote }: ReturnType<typeof openRemote>) {
  const treeOf = (commit: string) =>
    remote.git(['rev-parse', `${commit}^{tree}`]).trim();
  const commitTo = (tree: string, message: string, parents: string[]) => {
    const sha = remote
      .git([
        ...AS_PERSON,
        'commit-tree',
        tree,
        ...parents.flatMap(parent => ['-p', parent]),
        '-m',
        message,
      ])
      .trim();
    remote.git(['update-ref', 'refs/heads/main', sha]);
    return sha;
  };
  return {
    /** With a merge commit. The default branch did not move since. */
    merge: (branch: string) =>
      commitTo(treeOf(branch), `Merge ${branch}`, ['main', branch]),
    /** One commit that says nothing of where it comes from. */
    squash: (branch: string, message = 'Corrected by hand') =>
      commitTo(treeOf(branch), message, ['main']),
  };
}

describeChangeHost('git', async () => {
  const opened = openRemote();
  const { remote, source, repository } = opened;
  return {
    host: source.changes!,
    repository,
    head: async () => remote.head(),
    push: async (branch, files) => {
      const isNew = remote.git(['branch', '--list', branch]).trim() === '';
      return remote.push(files, {
        branch,
        onto: isNew && branch !== 'main' ? remote.head() : undefined,
      });
    },
    merge: async ({ headBranch }) => {
      merges(opened).merge(headBranch);
    },
    deleteBranch: async branch => {
      remote.git(['update-ref', '-d', `refs/heads/${branch}`]);
    },
    file: async (commit, file) => remote.git(['show', `${commit}:${file}`]),
    messages: async (base, branch) =>
      remote
        .git(['log', '--reverse', '-z', '--format=%B', `${base}..${branch}`])
        .split('\0')
        .filter(message => message !== ''),
    close: opened.close,
  };
});

describe('GitChangeHost', () => {
  let opened: ReturnType<typeof openRemote>;
  beforeEach(() => {
    opened = openRemote();
    opened.remote.push({ 'labels.csv': 'id,label\n1,4\n', 'a.txt': 'a' });
  });
  afterEach(() => opened.close());

  const request = (fields: Partial<OpenPullRequest> = {}): OpenPullRequest => ({
    repository: 'acme/data',
    baseBranch: 'main',
    baseCommit: opened.remote.head(),
    branch: 'greenroom/labels-1',
    title: 'Correct labels',
    body: '',
    marker: 'greenroom:proposal:1',
    state: 'ready',
    labels: [],
    reviewers: [],
    coAuthor: { name: 'Mira', email: 'mira@example.org' },
    token: 'token-of-another-host',
    commits: [
      {
        message: 'Relabel 1 row',
        edits: [
          { path: 'labels.csv', content: Buffer.from('id,label\n1,9\n') },
        ],
      },
    ],
    ...fields,
  });
  const publish = (fields?: Partial<OpenPullRequest>) =>
    opened.source.changes!.openPullRequest(request(fields));
  const stateOf = async (headCommit?: string) =>
    opened.source.changes!.getPullRequest('acme/data', {
      branch: 'greenroom/labels-1',
      headCommit,
    });

  it('says how to take a branch in where there is no page for it', async () => {
    const { command, url } = await publish();
    expect(command).toBe(
      `git fetch ${opened.remote.url} greenroom/labels-1 && git merge FETCH_HEAD`,
    );
    expect(url).toBe(`${opened.remote.url}#greenroom/labels-1`);
  });

  it('names the person as the author, and fetches no blob for it', async () => {
    const { headCommit } = await publish();
    expect(
      opened.remote
        .git(['log', '-1', '--format=%an <%ae>', headCommit!])
        .trim(),
    ).toBe('Mira <mira@example.org>');
    const parent = opened.remote.git(['ls-tree', 'main', 'a.txt']);
    expect(opened.remote.git(['ls-tree', headCommit!, 'a.txt'])).toBe(parent);
  });

  it('keeps what may be run runnable', async () => {
    const before = opened.remote.head();
    opened.remote.git(['read-tree', before]);
    const oid = opened.remote.git(['rev-parse', 'main:labels.csv']).trim();
    opened.remote.git([
      'update-index',
      '--cacheinfo',
      `100755,${oid},labels.csv`,
    ]);
    const tree = opened.remote.git(['write-tree']).trim();
    const sha = opened.remote
      .git([...AS_PERSON, 'commit-tree', tree, '-p', before, '-m', 'chmod'])
      .trim();
    opened.remote.git(['update-ref', 'refs/heads/main', sha]);
    const { headCommit } = await publish();
    expect(opened.remote.git(['ls-tree', headCommit!, 'labels.csv'])).toMatch(
      /^100755/,
    );
  });

  it.each([
    [
      'a squash that keeps its trailer',
      'Correct\n\nGreenroom-Change: greenroom:proposal:1',
    ],
    ['a squash that says nothing', 'Corrected by hand'],
  ])('sees %s as merged, also after others went on', async (_what, message) => {
    const { headCommit } = await publish();
    const merge = merges(opened).squash('greenroom/labels-1', message);
    opened.remote.git(['update-ref', '-d', 'refs/heads/greenroom/labels-1']);
    opened.remote.push({ 'labels.csv': 'id,label\n1,9\n2,3\n' });
    expect(await stateOf(headCommit)).toMatchObject({
      state: 'merged',
      mergeCommit: merge,
    });
  });

  it('sees a fast-forward as merged', async () => {
    const { headCommit } = await publish();
    opened.remote.git(['update-ref', 'refs/heads/main', headCommit!]);
    expect(await stateOf()).toMatchObject({
      state: 'merged',
      mergeCommit: headCommit,
    });
  });

  it('does not take another change of the same file for its merge', async () => {
    const { headCommit } = await publish();
    opened.remote.push({ 'labels.csv': 'id,label\n1,7\n' });
    expect((await stateOf(headCommit)).state).toBe('open');
  });

  it.each([
    ['remote: branches below greenroom are not allowed', 'protected-branch'],
    ['remote: this repository is archived', 'archived'],
  ])('tells what a hook that says %j means', async (words, refusal) => {
    const hook = path.join(opened.remote.folder, 'hooks', 'pre-receive');
    writeFileSync(hook, `#!/bin/sh\necho "${words.slice(8)}" >&2\nexit 1\n`, {
      mode: 0o755,
    });
    await expect(publish()).rejects.toMatchObject({ refusal });
    expect(opened.remote.git(['branch', '--list', 'greenroom/*'])).toBe('');
  });

  it('puts no credentials into what it says', async () => {
    const hook = path.join(opened.remote.folder, 'hooks', 'pre-receive');
    writeFileSync(
      hook,
      '#!/bin/sh\necho "rule of https://mira:hunter2@git.example/x" >&2\nexit 1\n',
      { mode: 0o755 },
    );
    const failure = await publish().catch(error => String(error));
    expect(failure).toContain('git.example');
    expect(failure).not.toMatch(/hunter2|token-of-another-host/);
  });
});

describe('compareLink', () => {
  const remote = readRemoteUrl('git@git.example:acme/data.git', {
    allowHttp: false,
  });
  it.each([
    [
      'github',
      'https://git.example/acme/data/compare/main...greenroom%2Fx?expand=1',
    ],
    ['gitea', 'https://git.example/acme/data/compare/main...greenroom%2Fx'],
    [
      'gitlab',
      'https://git.example/acme/data/-/merge_requests/new?merge_request%5Bsource_branch%5D=greenroom%2Fx&merge_request%5Btarget_branch%5D=main',
    ],
    [
      'bitbucketServer',
      'https://git.example/acme/data/pull-requests?create&sourceBranch=greenroom%2Fx&targetBranch=main',
    ],
    ['other', undefined],
  ] as const)('of %s is %s', (kind, link) => {
    expect(compareLink(remote, kind, 'main', 'greenroom/x')).toBe(link);
  });
});
