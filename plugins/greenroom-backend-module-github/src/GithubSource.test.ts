import { createHash } from 'node:crypto';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { BlobTooLargeError } from '@greenroom/backstage-plugin-greenroom-node';
import {
  startEmulatedGithub,
  type EmulatedGithub,
} from './__testUtils__/emulatedGithub';
import { sourceAt } from './__testUtils__/sourceAt';

const repository = 'northlight/digits-data';
const name = { owner: 'northlight', repo: 'digits-data' };

describe('GithubSource', () => {
  let github: EmulatedGithub;
  beforeAll(async () => {
    github = await startEmulatedGithub();
    for (const [path, text] of [
      ['data/labels.csv', 'id,label\n1,4\n'],
      ['data/größe #1.csv', 'id\n'],
    ]) {
      await github.octokit.repos.createOrUpdateFileContents({
        ...name,
        path,
        message: `Add ${path}`,
        content: Buffer.from(text).toString('base64'),
      });
    }
  });
  afterAll(() => github.stop());

  /** A commit on another, on no branch; answers its id. */
  const commitBeside = async (
    parent: string,
    tree: RestEndpointMethodTypes['git']['createTree']['parameters']['tree'],
  ) => {
    const { git } = github.octokit;
    const base = await git.getCommit({ ...name, commit_sha: parent });
    const base_tree = base.data.tree.sha;
    const made = await git.createTree({ ...name, base_tree, tree });
    const commit = await git.createCommit({
      ...name,
      message: 'Beside',
      tree: made.data.sha,
      parents: [parent],
    });
    return commit.data.sha;
  };

  it('reads head, tree and blobs of one commit', async () => {
    const source = sourceAt(github.url);

    const head = await source.getHead(repository);
    const tree = await source.listTree(repository, head.sha);
    const labels = tree.find(entry => entry.path === 'data/labels.csv');
    const content = await source.readBlob(repository, labels?.oid ?? '');

    expect(head.message).toBe('Add data/größe #1.csv');
    expect(tree.map(entry => entry.path).sort()).toEqual([
      'README.md',
      'data/größe #1.csv',
      'data/labels.csv',
    ]);
    expect(content.toString()).toBe('id,label\n1,4\n');
    expect(labels?.type).toBe('file');
    expect(labels?.sizeBytes).toBe(content.length);
    expect(labels?.oid).toBe(
      createHash('sha1')
        .update(`blob ${content.length}\0`)
        .update(content)
        .digest('hex'),
    );
  });

  it('asks for Git LFS objects beside the repository, with the token of the integration', async () => {
    const credentials = Buffer.from('x-access-token:token-of-integration');
    expect(await sourceAt(github.url).lfsEndpoint(repository)).toEqual({
      type: 'server',
      url: `${github.url}/${repository}.git/info/lfs`,
      headers: { authorization: `Basic ${credentials.toString('base64')}` },
    });
  });

  it('refuses a blob over the limit, with both sizes', async () => {
    const source = sourceAt(github.url);
    const { sha } = await source.getHead(repository);
    const tree = await source.listTree(repository, sha);
    const { oid } = tree.find(entry => entry.path === 'data/labels.csv')!;

    const reading = source.readBlob(repository, oid, { limitBytes: 12 });

    await expect(reading).rejects.toThrow(BlobTooLargeError);
    await expect(reading).rejects.toMatchObject({
      sizeBytes: 13,
      limitBytes: 12,
    });
    expect(
      await source.readBlob(repository, oid, { limitBytes: 13 }),
    ).toHaveLength(13);
  });

  it('lists the commits that touch a path, newest first, no more than asked for', async () => {
    const source = sourceAt(github.url);
    const { sha } = await source.getHead(repository);

    const all = await source.listCommits(repository, { ref: sha, limit: 10 });
    const one = await source.listCommits(repository, { ref: sha, limit: 1 });
    const labels = await source.listCommits(repository, {
      ref: sha,
      path: 'data/labels.csv',
      limit: 10,
    });

    expect(all).toHaveLength(3);
    expect(all[0].parents).toEqual([all[1].sha]);
    expect(one).toEqual([all[0]]);
    expect(labels.map(commit => commit.message)).toEqual([
      'Add data/labels.csv',
    ]);
  });

  it('names links by what they are', async () => {
    const source = sourceAt(github.url);
    const { sha } = await source.getHead(repository);
    const link = await github.octokit.git.createBlob({
      ...name,
      content: 'data/labels.csv',
    });
    const commit = await commitBeside(sha, [
      { path: 'newest', mode: '120000', type: 'blob', sha: link.data.sha },
    ]);

    const tree = await source.listTree(repository, commit);

    expect(tree.find(entry => entry.path === 'newest')?.type).toBe('symlink');
  });

  it('compares two commits: oldest commit first, both names of a renamed file', async () => {
    const source = sourceAt(github.url);
    const { sha } = await source.getHead(repository);
    const [, middle, oldest] = await source.listCommits(repository, {
      ref: sha,
      limit: 3,
    });
    const { oid } = (await source.listTree(repository, sha)).find(
      entry => entry.path === 'data/labels.csv',
    )!;
    const renamed = await commitBeside(sha, [
      { path: 'labels.csv', mode: '100644', type: 'blob', sha: oid },
      { path: 'data/labels.csv', mode: '100644', type: 'blob', sha: null },
    ]);
    const forced = await commitBeside(oldest.sha, [
      { path: 'x', mode: '100644', type: 'blob', sha: oid },
    ]);

    const ahead = await source.compare(repository, oldest.sha, sha);
    expect(ahead.status).toBe('ahead');
    expect(ahead.commits.map(commit => commit.sha)).toEqual([middle.sha, sha]);
    expect([...(ahead.paths ?? [])].sort()).toEqual([
      'data/größe #1.csv',
      'data/labels.csv',
    ]);
    expect(await source.compare(repository, sha, sha)).toEqual({
      status: 'identical',
      commits: [],
      paths: [],
    });
    expect(
      [
        ...((await source.compare(repository, sha, renamed)).paths ?? []),
      ].sort(),
    ).toEqual(['data/labels.csv', 'labels.csv']);
    // What only the base had changed is in nobody's list of files.
    const diverged = await source.compare(repository, sha, forced);
    expect(diverged.status).toBe('diverged');
    expect(diverged.commits.map(commit => commit.sha)).toEqual([forced]);
    expect(diverged.paths).toBeUndefined();
    await expect(
      source.compare(repository, 'd'.repeat(40), sha),
    ).rejects.toThrow(/no longer knows the commit dddd/);
  });

  it('lists plain and annotated tags by their commits', async () => {
    const source = sourceAt(github.url);
    expect(await source.listTags(repository)).toEqual([]);
    const { sha } = await source.getHead(repository);
    const object = await github.octokit.git.createTag({
      ...name,
      tag: 'v2',
      message: 'Second',
      object: sha,
      type: 'commit',
    });
    for (const [ref, target] of [
      ['refs/tags/data/v1', sha],
      ['refs/tags/v2', object.data.sha],
    ]) {
      await github.octokit.git.createRef({ ...name, ref, sha: target });
    }

    expect(object.data.sha).not.toBe(sha);
    expect(await source.listTags(repository)).toEqual([
      { name: 'data/v1', commit: sha },
      { name: 'v2', commit: sha },
    ]);
  });

  it('lists the repositories of a person where there is no such organisation', async () => {
    const source = sourceAt(github.url, { organization: 'mira-okafor' });
    expect(await source.listRepositories()).toMatchObject([
      {
        id: expect.stringMatching(/^\d+$/),
        fullName: 'mira-okafor/scratch',
        defaultBranch: 'main',
        archived: false,
      },
    ]);
  });

  it('finds a repository, archived or not, and nothing where there is none', async () => {
    const source = sourceAt(github.url);
    const listed = await sourceAt(github.url, {
      organization: 'mira-okafor',
    }).listRepositories();

    expect(await source.findRepository('mira-okafor/scratch')).toEqual(
      listed[0],
    );
    expect(await source.findRepository('northlight/none')).toBeUndefined();
  });

  it('finds repositories by a search', async () => {
    const search = 'digits in:name';
    const found = await sourceAt(github.url, { search }).listRepositories();
    expect(found.map(({ fullName }) => fullName)).toEqual([repository]);
  });

  it('links people to the line', () => {
    const source = sourceAt('http://git.example');
    expect(source.fileUrl(repository, 'abc', 'data/a b#.csv', 7)).toBe(
      'http://git.example/northlight/digits-data/blob/abc/data/a%20b%23.csv#L7',
    );
    expect(source.fileUrl(repository, 'abc', 'README.md', 3)).toBe(
      'http://git.example/northlight/digits-data/blob/abc/README.md?plain=1#L3',
    );
    expect(source.commitUrl(repository, 'abc')).toBe(
      'http://git.example/northlight/digits-data/commit/abc',
    );
  });
});
