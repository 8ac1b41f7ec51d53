import { BlobTooLargeError } from '@greenroom/backstage-plugin-greenroom-node';
import { repositoryAnswer } from './__testUtils__/repositoryAnswer';
import {
  startScriptedHost,
  type ScriptedHost,
} from './__testUtils__/scriptedHost';
import { sourceAt } from './__testUtils__/sourceAt';

const repository = 'northlight/repository-1';
const commitId = 'c'.repeat(40);
const treeId = 'd'.repeat(40);

const commitAnswer = (sha: string) => ({
  sha,
  html_url: `https://git.example/${repository}/commit/${sha}`,
  parents: [],
  commit: { message: 'x', author: { name: 'Mira' } },
});
const blob = (path: string, fields: object = {}) => ({
  path,
  mode: '100644',
  type: 'blob',
  sha: path,
  size: 1,
  ...fields,
});

describe('GithubSource, one repository', () => {
  let host: ScriptedHost;
  const start = async (...script: Parameters<typeof startScriptedHost>) => {
    host = await startScriptedHost(...script);
    return sourceAt(host.url);
  };
  afterEach(() => host.stop());

  it('follows a renamed repository', async () => {
    const source = await start(request =>
      request.url === '/repositories/1'
        ? { status: 200, body: repositoryAnswer(1, { archived: true }) }
        : {
            status: 301,
            headers: {
              location: `http://${request.headers.host}/repositories/1`,
            },
            body: { message: 'Moved Permanently' },
          },
    );
    expect(await source.findRepository('northlight/old')).toMatchObject({
      id: '1',
      fullName: repository,
      archived: true,
    });
    expect(host.requests).toEqual([
      'GET /repos/northlight/old',
      'GET /repositories/1',
    ]);
  });

  it('takes a repository for gone only when the host says so', async () => {
    const statuses = [404, 410, 403];
    const source = await start((_request, count) => ({
      status: statuses[count - 1],
    }));
    expect(await source.findRepository(repository)).toBeUndefined();
    expect(await source.findRepository(repository)).toBeUndefined();
    await expect(source.findRepository(repository)).rejects.toMatchObject({
      status: 403,
    });
  });

  it('reads the head by one request after a listing, conditional, and by two before', async () => {
    const source = await start(request => {
      const url = request.url ?? '';
      if (request.headers['if-none-match']) return { status: 304 };
      if (url.startsWith('/orgs/')) {
        return { status: 200, body: [repositoryAnswer(1)] };
      }
      return {
        status: 200,
        headers: { etag: '"x"' },
        body: url.includes('/commits?')
          ? [commitAnswer(commitId)]
          : repositoryAnswer(1),
      };
    });
    await source.getHead(repository);
    expect(host.requests).toHaveLength(2);

    await source.listRepositories();
    host.requests.length = 0;
    const head = await source.getHead('Northlight/Repository-1');
    await source.getHead(repository);

    expect(head.sha).toBe(commitId);
    expect(host.requests).toEqual([
      'GET /repos/Northlight/Repository-1/commits?sha=main&per_page=1',
      'GET /repos/northlight/repository-1/commits?sha=main&per_page=1',
    ]);
  });

  it('asks for the default branch again when the known one is gone', async () => {
    const source = await start(request => {
      const url = request.url ?? '';
      if (url.startsWith('/orgs/')) {
        return { status: 200, body: [repositoryAnswer(1)] };
      }
      if (url.includes('sha=main')) return { status: 404 };
      return {
        status: 200,
        body: url.includes('sha=trunk')
          ? [commitAnswer(commitId)]
          : repositoryAnswer(1, { default_branch: 'trunk' }),
      };
    });
    await source.listRepositories();
    expect((await source.getHead(repository)).sha).toBe(commitId);
  });

  it('says that a repository is empty', async () => {
    const source = await start(request =>
      request.url?.includes('/commits')
        ? { status: 409, body: { message: 'Git Repository is empty.' } }
        : { status: 200, body: repositoryAnswer(1) },
    );
    await expect(source.getHead(repository)).rejects.toThrow(
      /has no commits yet/,
    );
    expect(
      await source.listCommits(repository, { ref: 'main', limit: 1 }),
    ).toEqual([]);
  });

  it('asks for a tree once, and names links and submodules', async () => {
    const source = await start(() => ({
      status: 200,
      body: {
        truncated: false,
        tree: [
          blob('greenroom.yaml'),
          blob('link', { mode: '120000' }),
          { path: 'data', mode: '040000', type: 'tree', sha: treeId },
          { path: 'lib', mode: '160000', type: 'commit', sha: commitId },
        ],
      },
    }));
    const tree = await source.listTree(repository, commitId);
    expect(await source.listTree(repository, commitId)).toEqual(tree);

    expect(tree).toEqual([
      {
        path: 'greenroom.yaml',
        oid: 'greenroom.yaml',
        type: 'file',
        sizeBytes: 1,
      },
      { path: 'link', oid: 'link', type: 'symlink', sizeBytes: 1 },
      { path: 'lib', oid: commitId, type: 'submodule' },
    ]);
    expect(host.requests).toEqual([
      `GET /repos/${repository}/git/trees/${commitId}?recursive=1`,
    ]);
  });

  it('walks folder by folder where a tree comes truncated', async () => {
    const source = await start(request => {
      const url = request.url ?? '';
      return url.includes(commitId)
        ? {
            status: 200,
            body: {
              truncated: url.includes('recursive'),
              tree: [
                blob('greenroom.yaml'),
                { path: 'data', mode: '040000', type: 'tree', sha: treeId },
              ],
            },
          }
        : {
            status: 200,
            body: { truncated: false, tree: [blob('labels.csv')] },
          };
    });
    const tree = await source.listTree(repository, commitId);
    expect(tree.map(entry => entry.path)).toEqual([
      'greenroom.yaml',
      'data/labels.csv',
    ]);
  });

  it('does not ask for a blob that the tree told is too large', async () => {
    const size = 3 * 1024 * 1024;
    const source = await start(() => ({
      status: 200,
      body: { truncated: false, tree: [blob('big', { size })] },
    }));
    await source.listTree(repository, commitId);
    await expect(
      source.readBlob(repository, 'big', { limitBytes: size - 1 }),
    ).rejects.toThrow(new BlobTooLargeError(size, size - 1));
    expect(host.requests).toHaveLength(1);
  });

  it('compares by as many pages as there are commits, and leaves paths open where files may lack', async () => {
    const source = await start(request => {
      const page = Number(
        new URL(request.url ?? '', 'http://x').searchParams.get('page'),
      );
      const count = page === 3 ? 60 : 100;
      return {
        status: 200,
        body: {
          url: 'https://git.example/compare',
          status: 'ahead',
          total_commits: 260,
          commits: Array.from({ length: count }, (_, index) =>
            commitAnswer(`${page}-${index}`),
          ),
          files:
            page === 1
              ? Array.from({ length: 300 }, (_, index) => ({
                  filename: `f${index}`,
                }))
              : undefined,
        },
      };
    });
    const compared = await source.compare(repository, treeId, commitId);
    const again = await source.compare(repository, treeId, commitId);

    expect(compared.commits).toHaveLength(260);
    expect(compared.commits[0].sha).toBe('1-0');
    expect(compared.paths).toBeUndefined();
    expect(again).toEqual(compared);
    expect(host.requests).toHaveLength(3);
  });

  it('peels annotated tags by the list of tags, conditionally', async () => {
    const source = await start(request => {
      if (request.headers['if-none-match']) return { status: 304 };
      return {
        status: 200,
        headers: { etag: '"t"' },
        body: request.url?.includes('matching-refs')
          ? [
              { ref: 'refs/tags/v1', object: { type: 'tag', sha: treeId } },
              { ref: 'refs/tags/tree', object: { type: 'tree', sha: treeId } },
            ]
          : [{ name: 'v1', commit: { sha: commitId } }],
      };
    });
    const tags = await source.listTags(repository);
    expect(tags).toEqual([{ name: 'v1', commit: commitId }]);
    expect(await source.listTags(repository)).toEqual(tags);
    expect(host.requests).toHaveLength(4);
  });
});
