import { createHash } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { createGithubHttp } from './GithubHttp';
import { GithubSource } from './GithubSource';
import {
  startEmulatedGithub,
  type EmulatedGithub,
} from './__testUtils__/emulatedGithub';
import { startScriptedHost } from './__testUtils__/scriptedHost';

const repository = 'northlight/digits-data';

const sourceAt = (url: string, organization = 'northlight') =>
  new GithubSource({
    config: {
      id: 'northlight',
      host: new URL(url).host,
      organization,
      apiBaseUrl: url,
      webUrl: url,
      target: `${new URL(url).host}/${organization}`,
    },
    http: createGithubHttp({
      apiBaseUrl: url,
      target: organization,
      logger: mockServices.logger.mock(),
      getToken: async () => 'token-of-integration',
    }),
  });

describe('GithubSource', () => {
  let github: EmulatedGithub;
  beforeAll(async () => {
    github = await startEmulatedGithub();
    const name = { owner: 'northlight', repo: 'digits-data' };
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
    expect(labels?.sizeBytes).toBe(content.length);
    expect(labels?.oid).toBe(
      createHash('sha1')
        .update(`blob ${content.length}\0`)
        .update(content)
        .digest('hex'),
    );
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

  it('lists the repositories of a person where there is no such organisation', async () => {
    const source = sourceAt(github.url, 'mira-okafor');
    expect(await source.listRepositories()).toMatchObject([
      {
        fullName: 'mira-okafor/scratch',
        defaultBranch: 'main',
        archived: false,
      },
    ]);
  });

  it('throws rather than list nothing when the host cannot be read', async () => {
    await expect(sourceAt(github.url).listRepositories()).rejects.toThrow(
      /shows no organisation or person 'northlight'.*greenroom\.sources/,
    );
    const host = await startScriptedHost(() => ({ status: 401 }));
    await expect(sourceAt(host.url).listRepositories()).rejects.toThrow(
      /refused the credentials.*integrations\.github/,
    );
    await host.stop();
  });

  it('lists an organisation by page', async () => {
    const host = await startScriptedHost(request => {
      const second = request.url?.includes('page=2');
      const next = `<http://${request.headers.host}/orgs/northlight/repos?page=2>; rel="next"`;
      return {
        status: 200,
        headers: { ...(second ? {} : { link: next }) },
        body: [
          {
            full_name: `northlight/${second ? 'b' : 'a'}`,
            default_branch: 'main',
            pushed_at: '2026-11-01T00:00:00Z',
            html_url: 'http://x/northlight',
            archived: second,
          },
        ],
      };
    });
    const listed = await sourceAt(host.url).listRepositories();
    expect(
      listed.map(({ fullName, archived }) => [fullName, archived]),
    ).toEqual([
      ['northlight/a', false],
      ['northlight/b', true],
    ]);
    await host.stop();
  });

  it('walks folder by folder where a tree comes truncated, and leaves links out', async () => {
    const blob = (path: string) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: path,
      size: 1,
    });
    const host = await startScriptedHost(request => {
      const url = request.url ?? '';
      if (url.includes('/git/commits/')) {
        return { status: 200, body: { tree: { sha: 'root' } } };
      }
      if (url.includes('/git/trees/root')) {
        return {
          status: 200,
          body: {
            truncated: url.includes('recursive'),
            tree: [
              blob('greenroom.yaml'),
              { ...blob('link'), mode: '120000' },
              { path: 'data', mode: '040000', type: 'tree', sha: 'data' },
            ],
          },
        };
      }
      return {
        status: 200,
        body: { truncated: false, tree: [blob('labels.csv')] },
      };
    });
    const tree = await sourceAt(host.url).listTree(repository, 'c0ffee');
    expect(tree.map(entry => entry.path)).toEqual([
      'greenroom.yaml',
      'data/labels.csv',
    ]);
    await host.stop();
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
