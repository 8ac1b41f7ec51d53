import { repositoryAnswer } from './__testUtils__/repositoryAnswer';
import {
  startScriptedHost,
  type ScriptedHost,
} from './__testUtils__/scriptedHost';
import { sourceAt } from './__testUtils__/sourceAt';

describe('GithubSource, listing repositories', () => {
  let host: ScriptedHost;
  const start = async (...script: Parameters<typeof startScriptedHost>) => {
    host = await startScriptedHost(...script);
    return host.url;
  };
  afterEach(() => host.stop());

  const pageOf = (url: string | undefined) =>
    Number(new URL(url ?? '', 'http://x').searchParams.get('page') ?? 1);

  it('costs ten conditional requests for a thousand repositories of which nothing changed', async () => {
    let notModified = 0;
    const url = await start(request => {
      const page = pageOf(request.url);
      const etag = `W/"page-${page}"`;
      if (request.headers['if-none-match'] === etag) {
        notModified += 1;
        return { status: 304, headers: { etag } };
      }
      const next = `<http://${
        request.headers.host
      }/orgs/northlight/repos?per_page=100&page=${page + 1}>; rel="next"`;
      return {
        status: 200,
        headers: { etag, ...(page < 10 ? { link: next } : {}) },
        body: Array.from({ length: 100 }, (_, index) =>
          repositoryAnswer((page - 1) * 100 + index),
        ),
      };
    });
    const source = sourceAt(url);
    const bytes = JSON.stringify(repositoryAnswer(1)).length;

    const first = await source.listRepositories();
    host.requests.length = 0;
    const second = await source.listRepositories();

    expect(bytes).toBeGreaterThan(5500);
    expect(second).toHaveLength(1000);
    expect(second).toEqual(first);
    expect(host.requests).toHaveLength(10);
    expect(notModified).toBe(10);
  });

  it('notices the one page that changed', async () => {
    let version = 1;
    const url = await start(request => {
      const etag = `"${version}"`;
      return request.headers['if-none-match'] === etag
        ? { status: 304, headers: { etag } }
        : {
            status: 200,
            headers: { etag },
            body: [repositoryAnswer(1, { pushed_at: `2026-11-0${version}` })],
          };
    });
    const source = sourceAt(url);
    await source.listRepositories();
    version = 2;
    expect(await source.listRepositories()).toMatchObject([
      { id: '1', pushedAt: '2026-11-02' },
    ]);
  });

  it('throws rather than list nothing when the host cannot be read', async () => {
    const url = await start(request => ({
      status: request.url?.includes('nobody') ? 404 : 401,
    }));
    await expect(
      sourceAt(url, { organization: 'nobody' }).listRepositories(),
    ).rejects.toThrow(
      /shows no organisation or person 'nobody'.*greenroom\.sources/,
    );
    await expect(sourceAt(url).listRepositories()).rejects.toThrow(
      /refused the credentials.*integrations\.github/,
    );
  });

  it('lists what topics, names and archiving select', async () => {
    const url = await start(() => ({
      status: 200,
      body: [
        repositoryAnswer(1, { topics: ['ML'] }),
        repositoryAnswer(2, { topics: ['web'] }),
        repositoryAnswer(3, { topics: ['ml'], archived: true }),
        repositoryAnswer(4, {
          topics: ['ml'],
          full_name: 'northlight/Other',
        }),
      ],
    }));
    const source = sourceAt(url, {
      selection: {
        topics: ['ml'],
        repositories: ['repository-*'],
        archived: 'skip',
      },
    });
    expect((await source.listRepositories()).map(({ id }) => id)).toEqual([
      '1',
    ]);
    expect(await sourceAt(url).listRepositories()).toMatchObject([
      { archived: false },
      { archived: false },
      { id: '3', archived: true },
      { archived: false },
    ]);
  });

  it('searches page by page within the organisation, from the cache too', async () => {
    const url = await start(request => {
      if (request.headers['if-none-match']) return { status: 304 };
      const page = pageOf(request.url);
      return {
        status: 200,
        headers: { etag: `"${page}"` },
        body: {
          total_count: 101,
          incomplete_results: false,
          items: Array.from({ length: page === 1 ? 100 : 1 }, (_, index) =>
            repositoryAnswer(page * 1000 + index),
          ),
        },
      };
    });
    const source = sourceAt(url, { search: 'topic:ml language:python' });

    expect(await source.listRepositories()).toHaveLength(101);
    expect(await source.listRepositories()).toHaveLength(101);
    expect(host.requests).toHaveLength(4);
    expect(decodeURIComponent(host.requests[0])).toContain(
      'q=topic:ml language:python org:northlight',
    );
  });

  it.each([
    ['too much', { total_count: 1001 }, /finds 1001 .* no more than 1000/],
    ['a part', { total_count: 3, incomplete_results: true }, /did not finish/],
    ['less than it said', { total_count: 3 }, /1 of 3 repositories came/],
  ])('refuses a search that gives %s', async (_what, fields, message) => {
    const url = await start(() => ({
      status: 200,
      body: {
        incomplete_results: false,
        items: [repositoryAnswer(1)],
        ...fields,
      },
    }));
    await expect(
      sourceAt(url, { search: 'topic:ml' }).listRepositories(),
    ).rejects.toThrow(message);
  });

  it('says which source has a search that the host does not take', async () => {
    const url = await start(() => ({
      status: 422,
      body: { message: 'Validation Failed' },
    }));
    await expect(
      sourceAt(url, { search: 'stars:many' }).listRepositories(),
    ).rejects.toThrow(/search of the source 'northlight'.*Validation Failed/);
  });
});
