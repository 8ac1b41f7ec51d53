import { mockServices } from '@backstage/backend-test-utils';
import { createGithubHttp } from './GithubHttp';
import { fakeClock } from './__testUtils__/fakeClock';
import {
  startScriptedHost,
  type ScriptedAnswer,
  type ScriptedHost,
} from './__testUtils__/scriptedHost';

describe('createGithubHttp', () => {
  let host: ScriptedHost | undefined;
  let clock = fakeClock();

  const connect = async (...script: Parameters<typeof startScriptedHost>) => {
    host = await startScriptedHost(...script);
    return createGithubHttp({
      apiBaseUrl: host.url,
      target: 'git.example/northlight',
      logger: mockServices.logger.mock(),
      getToken: async () => 'token',
      clock,
    });
  };
  /** The answers in order; the last one again and again. */
  const inOrder =
    (...answers: ScriptedAnswer[]) =>
    (_request: unknown, count: number) =>
      answers[Math.min(count, answers.length) - 1];

  afterEach(async () => {
    await host?.stop();
    clock = fakeClock();
  });

  const limits = (remaining: number, resetSeconds: number) => ({
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(resetSeconds),
  });

  it('asks again by ETag, and gives the known answer for 304', async () => {
    let notModified = 0;
    const http = await connect(request => {
      if (request.headers['if-none-match'] !== '"v1"') {
        const body = { name: 'digits' };
        return { status: 200, headers: { etag: '"v1"' }, body };
      }
      notModified += 1;
      return { status: 304, headers: { etag: '"v1"', ...limits(4000, 2e9) } };
    });
    const octokit = await http.integration();

    const first = await octokit.request('GET /repos/northlight/digits');
    const second = await octokit.request('GET /repos/northlight/digits');

    expect(first.data).toEqual({ name: 'digits' });
    expect(second).toMatchObject({ status: 200, data: { name: 'digits' } });
    expect(notModified).toBe(1);
    expect(http.rateLimit()).toEqual({
      remaining: 4000,
      limit: 5000,
      resetAt: new Date(2e12).toISOString(),
    });
  });

  it('follows pages whose every page came from the cache', async () => {
    let notModified = 0;
    const http = await connect(request => {
      const second = request.url?.includes('page=2');
      const etag = second ? '"b"' : '"a"';
      if (request.headers['if-none-match'] === etag) {
        notModified += 1;
        return { status: 304 };
      }
      const link = `<http://${request.headers.host}/orgs/northlight/repos?page=2>; rel="next"`;
      return {
        status: 200,
        headers: { etag, ...(second ? {} : { link }) },
        body: [{ name: second ? 'second' : 'first' }],
      };
    });
    const octokit = await http.integration();
    const list = async () =>
      (
        await octokit.paginate('GET /orgs/{org}/repos', { org: 'northlight' })
      ).map(repository => repository.name);

    expect(await list()).toEqual(['first', 'second']);
    expect(await list()).toEqual(['first', 'second']);
    expect(notModified).toBe(2);
  });

  it('waits as long as the host says, then goes on', async () => {
    const http = await connect(
      inOrder(
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 200, body: { ok: true } },
      ),
    );
    const octokit = await http.integration();

    const { data } = await octokit.request('GET /repos/northlight/digits');

    expect(data).toEqual({ ok: true });
    expect(clock.slept).toEqual([7]);
    expect(http.rateLimit()).toBeUndefined();
  });

  it('asks nothing more while the limit is used up for long, and says until when', async () => {
    const resetSeconds = Math.ceil(clock.now() / 1000) + 3000;
    const http = await connect(
      inOrder({ status: 403, headers: limits(0, resetSeconds) }),
    );
    const octokit = await http.integration();

    await expect(
      octokit.request('GET /repos/northlight/digits'),
    ).rejects.toThrow(
      /rate limit of git\.example\/northlight is used up until/,
    );
    await expect(octokit.request('GET /user')).rejects.toThrow(/used up/);
    expect(host?.requests).toEqual(['GET /repos/northlight/digits']);
    expect(http.rateLimit()).toMatchObject({
      remaining: 0,
      pausedUntil: new Date((resetSeconds + 1) * 1000).toISOString(),
    });
  });

  it('does not take a missing permission for a limit', async () => {
    const http = await connect(
      inOrder({
        status: 403,
        headers: limits(4999, 2e9),
        body: { message: 'Resource not accessible by integration' },
      }),
    );
    const octokit = await http.integration();

    await expect(octokit.request('GET /user')).rejects.toMatchObject({
      status: 403,
    });
    expect(host?.requests).toHaveLength(1);
  });

  it('repeats a read whose answer was lost, and never a write', async () => {
    const http = await connect(request =>
      request.method === 'GET' && host?.requests.length !== 1
        ? { status: 200, body: { ok: true } }
        : 'hang up',
    );
    const octokit = await http.integration();

    expect((await octokit.request('GET /user')).data).toEqual({ ok: true });
    await expect(
      octokit.request('POST /repos/northlight/digits/pulls'),
    ).rejects.toThrow();
    expect(host?.requests.filter(line => line.startsWith('POST'))).toHaveLength(
      1,
    );
  });

  it('goes on when the pause is over, and shows it no more', async () => {
    const http = await connect(
      inOrder(
        { status: 429, headers: { 'retry-after': '600' } },
        { status: 200, headers: limits(4999, 2e9), body: { ok: true } },
      ),
    );
    const octokit = await http.integration();
    await expect(octokit.request('GET /user')).rejects.toThrow(/used up/);
    expect(http.rateLimit()?.pausedUntil).toBe(
      new Date(clock.now() + 600_000).toISOString(),
    );

    await clock.sleep(600);

    expect((await octokit.request('GET /user')).data).toEqual({ ok: true });
    expect(http.rateLimit()).toEqual({
      remaining: 4999,
      limit: 5000,
      resetAt: new Date(2e12).toISOString(),
    });
  });

  it('holds everybody back after a secondary limit, and shows it', async () => {
    const start = clock.now();
    const { sleep } = clock;
    const asleep: (() => void)[] = [];
    const sentBefore: number[] = [];
    let sleepers = 0;
    let wakeBoth = () => {};
    const bothAsleep = new Promise<void>(done => {
      wakeBoth = done;
    });
    clock = {
      ...clock,
      sleep: async seconds => {
        asleep.forEach(look => look());
        sleepers += 1;
        if (sleepers === 2) wakeBoth();
        await bothAsleep;
        sentBefore.push(host?.requests.length ?? 0);
        await sleep(seconds);
      },
    };
    const http = await connect((request, count) =>
      count === 1
        ? {
            status: 403,
            headers: { 'retry-after': '30' },
            body: { message: 'You have exceeded a secondary rate limit' },
          }
        : { status: 200, body: { path: request.url } },
    );
    const octokit = await http.integration();
    let shown: string | undefined;
    let late: Promise<{ data: unknown }> | undefined;
    asleep.push(() => {
      shown ??= http.rateLimit()?.pausedUntil;
      late ??= octokit.request('GET /late');
    });

    const { data } = await octokit.request('GET /first');

    expect(data).toEqual({ path: '/first' });
    expect((await late)?.data).toEqual({ path: '/late' });
    expect(shown).toBe(new Date(start + 30_000).toISOString());
    // Nothing was sent while the two waited.
    expect(sentBefore).toEqual([1, 1]);
    expect(host?.requests).toHaveLength(3);
  });

  it('has no more than eight requests on the way', async () => {
    const http = await connect(() => ({ status: 200, body: {} }));
    const octokit = await http.integration();
    let most = 0;
    let sent = 0;
    const fetching = jest.spyOn(globalThis, 'fetch');
    fetching.mockImplementation(async () => {
      sent += 1;
      most = Math.max(most, sent);
      await new Promise(done => setTimeout(done, 5));
      sent -= 1;
      return Response.json({});
    });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        octokit.request(`GET /repos/northlight/r${index}`),
      ),
    );
    fetching.mockRestore();
    expect(most).toBe(8);
  });

  it('reads again after a 5xx, a little later each time', async () => {
    const http = await connect(
      inOrder(
        { status: 502 },
        { status: 503 },
        { status: 200, body: { ok: true } },
      ),
    );
    const octokit = await http.integration();
    expect((await octokit.request('GET /user')).data).toEqual({ ok: true });
    expect(clock.slept).toEqual([0.5, 1]);
  });

  it('keeps an answer that cannot change, and gives everybody one of their own', async () => {
    const sha = 'e'.repeat(40);
    const http = await connect(
      inOrder({ status: 200, body: { sha, url: 'x', parents: [1] } }),
    );
    const octokit = await http.integration();
    const ask = () =>
      octokit.request(`GET /repos/northlight/digits/git/commits/${sha}`);

    const first = await ask();
    first.data.parents.push(2);

    expect((await ask()).data).toEqual({ sha, parents: [1] });
    expect(host?.requests).toHaveLength(1);
  });
});
