type Request = {
  readonly method: string;
  /** From `/repos` on, without a query. */
  readonly path: string;
  readonly body: Buffer | string;
};

/** The emulator's REST API. */
type Emulator = { get<T>(path: string): Promise<T> };

type PullWithPlace = {
  readonly state: string;
  readonly base: {
    readonly sha: string;
    readonly repo: { readonly full_name: string };
  };
  readonly head: {
    readonly ref: string;
    readonly sha: string;
    readonly repo: { readonly full_name: string } | null;
  };
};

const PLACE = /^\/repos\/([^/]+\/[^/]+)\/pulls(?:\/\d+)?$/;
const FILES = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)\/files$/;

/** GitHub's pull requests follow their branch, name their files and are one a branch; the emulator's stay as they were opened. */
export class PullsOfToday {
  constructor(private readonly api: Emulator) {}

  /** Files of a pull request; undefined for any other request. */
  async files({ method, path }: Request): Promise<unknown[] | undefined> {
    const [, repository, number] = FILES.exec(path) ?? [];
    if (method !== 'GET' || !repository) return undefined;
    const pull = await this.#today(
      await this.api.get<PullWithPlace>(`/repos/${repository}/pulls/${number}`),
    );
    const compared = await this.api.get<{ files?: unknown[] }>(
      `/repos/${repository}/compare/${pull.base.sha}...${pull.head.sha}`,
    );
    return compared.files ?? [];
  }

  /** What GitHub refuses, in its words; undefined where it does not. */
  async refusal({ method, path, body }: Request): Promise<string | undefined> {
    const [, repository] = PLACE.exec(path) ?? [];
    if (method !== 'POST' || !repository || !path.endsWith('/pulls'))
      return undefined;
    const { head } = JSON.parse(String(body)) as { head: string };
    const [owner] = repository.split('/');
    const full = head.includes(':') ? head : `${owner}:${head}`;
    const open = await this.api.get<unknown[]>(
      `/repos/${repository}/pulls?state=open&head=${encodeURIComponent(full)}`,
    );
    return open.length > 0
      ? `A pull request already exists for ${full}.`
      : undefined;
  }

  isOfPulls({ method, path }: Request): boolean {
    return method === 'GET' && PLACE.test(path);
  }

  /** Pull requests, as answered, with the heads that branches have now. */
  async follow(answer: string): Promise<string> {
    const told = JSON.parse(answer) as PullWithPlace | PullWithPlace[];
    return JSON.stringify(
      Array.isArray(told)
        ? await Promise.all(told.map(pull => this.#today(pull)))
        : await this.#today(told),
    );
  }

  async #today(pull: PullWithPlace): Promise<PullWithPlace> {
    const { head } = pull;
    if (pull.state !== 'open' || !head.repo) return pull;
    const sha = await this.api
      .get<{ object: { sha: string } }>(
        `/repos/${head.repo.full_name}/git/ref/heads/${head.ref}`,
      )
      .then(({ object }) => object.sha)
      // A branch that was deleted leaves the head where it was.
      .catch(() => head.sha);
    return { ...pull, head: { ...head, sha } };
  }
}
