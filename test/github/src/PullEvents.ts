import type { ApiPull, GithubApi } from './GithubApi';
import type { Webhooks } from './Webhooks';

type Request = {
  readonly method: string;
  /** Below `/api/v3`. */
  readonly path: string;
  readonly headers: { readonly authorization?: string };
  readonly body: Buffer;
};

const PLACE =
  /^\/repos\/([^/]+\/[^/]+)\/(pulls|issues)(?:\/(\d+)(\/labels)?)?$/;

/** The webhooks of pull requests that the emulator does not send: opened, pushed to, labelled, closed. */
export class PullEvents {
  constructor(
    private readonly options: {
      readonly api: GithubApi;
      readonly webhooks: Webhooks;
      /** What the integration sends; the emulator may know it under several. */
      readonly integrationToken: string;
    },
  ) {}

  /** After a request that changed something. */
  async tell(request: Request, answer: unknown): Promise<void> {
    const { api, webhooks } = this.options;
    const { method } = request;
    const [, repository, kind, number, labels] = PLACE.exec(request.path) ?? [];
    if (!repository || !['POST', 'PATCH'].includes(method)) return;
    if (number === undefined) {
      if (method === 'POST' && kind === 'pulls')
        webhooks.pullRequest(
          repository,
          'opened',
          JSON.parse(String(answer)) as ApiPull,
        );
      return;
    }
    const pull = await api
      .get<ApiPull>(`/repos/${repository}/pulls/${number}`)
      .catch(() => undefined);
    if (!pull) return;
    if (method === 'PATCH' && pull.state === 'closed')
      webhooks.pullRequest(repository, 'closed', pull);
    if (method === 'POST' && labels !== undefined)
      await this.#tellOfLabels(repository, pull, request);
  }

  /** The name of who sends a request. */
  async senderOf({ headers }: Pick<Request, 'headers'>): Promise<string> {
    return (await this.#personOf(headers.authorization)).login;
  }

  /** After a push to a branch: every open pull request of it has another head. */
  async tellOfPush(
    repository: string,
    branch: string,
    after: string,
  ): Promise<void> {
    const { api, webhooks } = this.options;
    const open = await api.get<ApiPull[]>(
      `/repos/${repository}/pulls?state=open&per_page=100`,
    );
    for (const pull of open.filter(({ head }) => head.ref === branch))
      webhooks.pullRequest(repository, 'synchronize', {
        ...pull,
        head: { ...pull.head, sha: after },
      });
  }

  async #tellOfLabels(
    repository: string,
    pull: ApiPull,
    { body, headers }: Request,
  ): Promise<void> {
    const asked = JSON.parse(String(body)) as { labels?: readonly string[] };
    const sender = await this.#personOf(headers.authorization);
    for (const name of asked.labels ?? [])
      this.options.webhooks.pullRequest(repository, 'labeled', pull, {
        label: { name },
        sender,
      });
  }

  /** Whose token it is. */
  async #personOf(authorization: string = ''): Promise<{ login: string }> {
    const { api, integrationToken } = this.options;
    const known = authorization.endsWith(integrationToken)
      ? `token ${api.token()}`
      : authorization;
    const response = await fetch(`${api.url}/user`, {
      headers: { authorization: known },
    });
    return (await response.json()) as { login: string };
  }
}
