import { createHash } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PullsOfToday, PullTimeline } from '@greenroom/test-sources';
import type {
  ApiChecks,
  ApiCommit,
  ApiPull,
  ApiPullHead,
  ApiRepository,
  ApiTree,
  GithubApi,
} from './GithubApi';
import {
  commitPage,
  filePage,
  missingPage,
  pullPage,
  repositoryPage,
  runPage,
} from './pages';
import { gitDiff } from './gitDiff';
import type { LfsServer } from './LfsServer';
import { answerOfModels, servesModels } from './servedModels';
import { PullEvents } from './PullEvents';
import type { Webhooks } from './Webhooks';
import { tellsOfCommits, withSignatures } from './withSignatures';
import { Workflows } from './Workflows';

type Request = {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
type Answer = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
};

/** A request of the API as it was answered. */
export type RecordedRequest = {
  readonly method: string;
  /** Below `/api/v3`. */
  readonly path: string;
  readonly status: number;
};

/**
 * A small proxy in front of the emulator for what it lacks: the prefix
 * `/api/v3`, listing by organisation, ETags, signatures of commits, pull requests that follow their branch, workflows and their runs, the push
 * webhook of a merge, and pages for people.
 */
export class Host {
  readonly #server: Server;
  readonly #pushedAt = new Map<string, string>();
  readonly #workflows: Workflows;
  readonly #pulls: PullEvents;
  readonly #today: PullsOfToday;
  readonly #timeline = new PullTimeline();

  constructor(
    private readonly options: {
      api: GithubApi;
      url: string;
      organisation: string;
      /** Names are without the organisation; without a time, it was pushed to just now. */
      repositories: readonly {
        readonly name: string;
        readonly pushedAt?: string;
      }[];
      /** Answers what git-lfs asks, where there are objects. */
      lfs?: LfsServer;
      webhooks: Webhooks;
      log(line: string): void;
      /** What the integration sends; the emulator may know it under several. */
      integrationToken: string;
      /** Hears of every request of the API that was answered. */
      record?(request: RecordedRequest): void;
      /** Called whenever a branch moves. */
      moved(): void;
    },
  ) {
    this.#server = createServer((req, res) => {
      void this.#serve(req, res);
    });
    this.#pulls = new PullEvents(options);
    this.#today = new PullsOfToday(options.api);
    this.#workflows = new Workflows({
      ...options,
      file: (...place) => this.#file(...place),
      pushed: (repository, ref, before, after) => {
        this.#moved(repository);
        options.webhooks.push(repository, ref, before, after);
      },
    });
    for (const { name, pushedAt } of options.repositories) {
      this.#touch(`${options.organisation}/${name}`, pushedAt);
    }
  }

  async listen(port: number): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close').catch(() => {});
  }

  #moved(repository: string): void {
    this.#touch(repository);
    this.options.moved();
  }

  #touch(repository: string, at = new Date().toISOString()): void {
    this.#pushedAt.set(repository, at);
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const url = new URL(req.url ?? '/', this.options.url);
    const request = {
      method: req.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      url,
      headers: req.headers,
      body: Buffer.concat(chunks),
    };
    let answer: Answer;
    try {
      answer = await this.#answer(request);
    } catch (error) {
      answer = html(404, missingPage((error as Error).message));
    }
    if (request.path.startsWith('/api/v3/')) {
      this.options.record?.({
        method: request.method,
        path: request.path.slice('/api/v3'.length),
        status: answer.status,
      });
    }
    res.writeHead(answer.status, answer.headers);
    if (answer.body instanceof Readable) {
      // Whoever hangs up half-way is not our trouble.
      await pipeline(answer.body, res).catch(() => {});
    } else res.end(answer.body);
  }

  async #answer(request: Request): Promise<Answer> {
    if (servesModels(request)) {
      const { status, body } = answerOfModels(request);
      return json(status, body);
    }
    if (request.path.startsWith('/api/v3')) {
      return this.#api({
        ...request,
        path: request.path.slice('/api/v3'.length) || '/',
      });
    }
    const { lfs } = this.options;
    if (lfs?.serves(request)) return lfs.answer(request);
    if (request.path.startsWith('/login/'))
      return this.#forward(request, request.url.pathname);
    return this.#page(request);
  }

  async #api(request: Request): Promise<Answer> {
    const { method, path, url } = request;
    const { organisation } = this.options;
    if (method === 'GET' && path === `/orgs/${organisation}/repos`) {
      return withEtag(request, await this.#listRepositories(url));
    }
    if (this.#workflows.serves(request)) {
      const { status, value } = await this.#workflows.answer(request);
      return value === undefined ? { status } : json(status, value);
    }
    const pulls =
      /^\/repos\/([^/]+\/[^/]+)\/commits\/([0-9a-f]{40})\/pulls$/.exec(path);
    if (method === 'GET' && pulls)
      return withEtag(request, await this.#pullsOf(pulls[1], pulls[2]));
    const raw = /^\/repos\/([^/]+\/[^/]+)\/contents\/(.+)$/.exec(path);
    if (
      method === 'GET' &&
      raw &&
      String(request.headers.accept).includes('raw')
    ) {
      const ref = url.searchParams.get('ref') ?? 'main';
      return { status: 200, body: await this.#file(raw[1], ref, raw[2]) };
    }
    const merge = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/merge$/.exec(path);
    if (method === 'PUT' && merge)
      return this.#merge(merge[1], Number(merge[2]));
    const ref = /^\/repos\/([^/]+\/[^/]+)\/git\/refs\/heads\/(.+)$/.exec(path);
    const before =
      method === 'PATCH' && ref ? await this.#head(ref[1], ref[2]) : undefined;
    const files = await this.#today.files(request);
    if (files) return withEtag(request, json(200, files));
    const events = await this.#timeline.events(request, of =>
      this.options.api.get<ApiPullHead>(of),
    );
    if (events) return withEtag(request, json(200, events));
    const refusal = await this.#today.refusal(request);
    if (refusal) return json(422, { message: refusal });
    const answer = await this.#forward(request, path);
    if (answer.status === 200 && this.#today.isOfPulls(request))
      answer.body = await this.#today.follow(String(answer.body));
    if (answer.status === 200 && tellsOfCommits({ method, path }))
      answer.body = withSignatures(
        String(answer.body),
        this.options.api.signed,
      );
    if (before && ref && answer.status < 300)
      this.#pushed(ref[1], ref[2], before);
    if (answer.status < 300 && method !== 'GET') {
      await this.#timeline.note(request, () => this.#pulls.senderOf(request));
      await this.#pulls.tell(request, answer.body);
    }
    return method === 'GET' ? withEtag(request, answer) : answer;
  }

  async #forward(request: Request, path: string): Promise<Answer> {
    const headers: Record<string, string> = {};
    for (const name of [
      'authorization',
      'accept',
      'content-type',
      'cookie',
      'user-agent',
    ]) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    const { api, integrationToken } = this.options;
    if (headers.authorization?.endsWith(integrationToken)) {
      headers.authorization = `token ${api.token()}`;
    }
    const response = await fetch(
      `${api.url}${encodeURI(path)}${request.url.search}`,
      {
        method: request.method,
        headers,
        body:
          request.body.length > 0 ? new Uint8Array(request.body) : undefined,
        redirect: 'manual',
      },
    );
    const passed: Record<string, string> = {};
    for (const name of [
      'content-type',
      'link',
      'location',
      'set-cookie',
      'x-oauth-scopes',
    ]) {
      const value = response.headers.get(name);
      if (value) passed[name] = value;
    }
    if (passed.link) {
      const { url } = this.options;
      passed.link = passed.link.replaceAll(
        /https?:\/\/[^/>]+\//g,
        `${url}/api/v3/`,
      );
    }
    return {
      status: response.status,
      headers: passed,
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  async #listRepositories(url: URL): Promise<Answer> {
    const { api, organisation, repositories } = this.options;
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const pushedAt = (name: string) =>
      this.#pushedAt.get(`${organisation}/${name}`) ?? '';
    const shown = repositories
      .map(({ name }) => name)
      .sort((a, b) => pushedAt(b).localeCompare(pushedAt(a)))
      .slice((page - 1) * perPage, page * perPage);
    const items = await Promise.all(
      shown.map(async name => ({
        ...(await api.get<ApiRepository>(`/repos/${organisation}/${name}`)),
        pushed_at: pushedAt(name),
      })),
    );
    const isLast = page * perPage >= repositories.length;
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return json(200, items, isLast ? {} : { link: `<${next}>; rel="next"` });
  }

  async #pullsOf(repository: string, sha: string): Promise<Answer> {
    const pulls = await this.options.api.get<ApiPull[]>(
      `/repos/${repository}/pulls?state=all&per_page=100`,
    );
    return json(
      200,
      pulls.filter(
        pull => pull.merge_commit_sha === sha || pull.head.sha === sha,
      ),
    );
  }

  async #merge(repository: string, number: number): Promise<Answer> {
    const { api, webhooks } = this.options;
    const pull = await api.get<ApiPull>(`/repos/${repository}/pulls/${number}`);
    const before = await this.#head(repository, pull.base.ref);
    const merged = await api.request<{ sha: string }>(
      'PUT',
      `/repos/${repository}/pulls/${number}/merge`,
      {},
    );
    const after = await api.get<ApiPull>(
      `/repos/${repository}/pulls/${number}`,
    );
    webhooks.pullRequest(repository, 'closed', {
      ...after,
      merged: true,
      merge_commit_sha: after.merge_commit_sha ?? merged.sha,
    } as ApiPull);
    this.#pushed(repository, pull.base.ref, before);
    return json(200, merged);
  }

  #pushed(repository: string, branch: string, before: string): void {
    this.#moved(repository);
    void this.#head(repository, branch).then(async after => {
      this.options.webhooks.push(repository, branch, before, after);
      await this.#pulls.tellOfPush(repository, branch, after);
    });
  }

  async #head(repository: string, branch: string): Promise<string> {
    const { object } = await this.options.api.get<{ object: { sha: string } }>(
      `/repos/${repository}/git/ref/heads/${branch}`,
    );
    return object.sha;
  }

  async #file(repository: string, ref: string, file: string): Promise<Buffer> {
    const { api } = this.options;
    const sha = /^[0-9a-f]{40}$/.test(ref)
      ? ref
      : await this.#head(repository, ref === 'HEAD' ? 'main' : ref);
    const { tree: root } = await api.get<{ tree: { sha: string } }>(
      `/repos/${repository}/git/commits/${sha}`,
    );
    const { tree } = await api.get<ApiTree>(
      `/repos/${repository}/git/trees/${root.sha}?recursive=1`,
    );
    const entry = tree.find(
      ({ path, type }) => path === file && type === 'blob',
    );
    if (!entry) throw new Error(`${repository} has no file ${file} at ${ref}.`);
    const blob = await api.get<{ content: string }>(
      `/repos/${repository}/git/blobs/${entry.sha}`,
    );
    return Buffer.from(blob.content, 'base64');
  }

  /** The files of a pull request with their textual difference, made by git. */
  async #changes(
    repository: string,
    pull: ApiPull,
  ): Promise<ApiCommit['files']> {
    const { files = [] } = await this.options.api.get<ApiCommit>(
      `/repos/${repository}/compare/${pull.base.sha}...${pull.head.sha}`,
    );
    return Promise.all(
      files.map(async file => {
        const [before, after] = await Promise.all(
          [pull.base.sha, pull.head.sha].map(sha =>
            this.#file(repository, sha, file.filename).catch(() =>
              Buffer.alloc(0),
            ),
          ),
        );
        return { ...file, patch: await gitDiff(before, after) };
      }),
    );
  }

  async #page({ method, path }: Request): Promise<Answer> {
    const { api } = this.options;
    const [owner, name, kind, ref, ...rest] = path.split('/').filter(Boolean);
    if (!owner || !name)
      return html(
        200,
        missingPage(
          `Repositories of ${
            this.options.organisation
          }: ${this.options.repositories.map(each => each.name).join(', ')}`,
        ),
      );
    const repository = `${owner}/${name}`;
    const base = `/repos/${repository}`;
    if (kind === 'pull' && method === 'POST' && rest[0] === 'merge') {
      await this.#merge(repository, Number(ref));
      return {
        status: 303,
        headers: { location: `/${repository}/pull/${ref}` },
      };
    }
    if (kind === 'pull') {
      const pull = await api.get<ApiPull>(`${base}/pulls/${Number(ref)}`);
      return html(
        200,
        pullPage(
          repository,
          pull,
          await api.get<ApiChecks>(
            `${base}/commits/${pull.head.sha}/check-runs`,
          ),
          await this.#changes(repository, pull),
        ),
      );
    }
    const run =
      kind === 'actions' && this.#workflows.find(repository, Number(rest[0]));
    if (run) return html(200, runPage(repository, run));
    if (kind === 'commit')
      return html(
        200,
        commitPage(
          repository,
          await api.get<ApiCommit>(`${base}/commits/${ref}`),
          await api.get<ApiChecks>(`${base}/commits/${ref}/check-runs`),
        ),
      );
    if (kind === 'blob') {
      const file = rest.join('/');
      const content = await this.#file(repository, ref, file);
      return html(
        200,
        filePage(
          repository,
          ref,
          file,
          content.subarray(0, 1_000_000).toString('utf8'),
        ),
      );
    }
    if (kind === 'raw')
      return {
        status: 200,
        body: await this.#file(repository, ref, rest.join('/')),
      };
    const [found, commits, pulls] = await Promise.all([
      api.get<ApiRepository>(base),
      api.get<ApiCommit[]>(`${base}/commits?per_page=30`),
      api.get<ApiPull[]>(`${base}/pulls?state=all`),
    ]);
    return html(200, repositoryPage(found, commits, pulls));
  }
}

function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

function html(status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body,
  };
}

function isWhole(body: Answer['body']): body is string | Buffer {
  return body !== undefined && !(body instanceof Readable);
}

/** Conditional requests as GitHub answers them: a 304 has no body. */
function withEtag(request: Request, answer: Answer): Answer {
  if (answer.status !== 200 || !isWhole(answer.body)) return answer;
  const etag = `W/"${createHash('sha256').update(answer.body).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag)
    return { status: 304, headers: { etag } };
  return { ...answer, headers: { ...answer.headers, etag } };
}
