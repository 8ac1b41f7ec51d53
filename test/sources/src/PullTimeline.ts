type Request = {
  readonly method: string;
  /** From `/repos` on, without a query. */
  readonly path: string;
  readonly body: Buffer | string;
};

type Event = {
  readonly id: number;
  readonly event: 'labeled' | 'head_ref_force_pushed';
  readonly actor: { readonly login: string };
  readonly label?: { readonly name: string };
  /** Of a label the pull request, of a push the branch that it is of. */
  readonly of: string;
};

type PullHead = {
  readonly head: {
    readonly ref: string;
    readonly repo: { readonly full_name: string } | null;
  };
};

const LABELS = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)\/labels$/;
const BRANCH = /^\/repos\/([^/]+\/[^/]+)\/git\/refs\/heads\/(.+)$/;
const EVENTS = /^\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)\/events$/;

/** GitHub lists what happened to a pull request; the emulator does so of issues only. */
export class PullTimeline {
  readonly #events: Event[] = [];

  /** After a request that was done; what is no part of a timeline is passed over. */
  async note(
    { method, path, body }: Request,
    loginOfSender: () => Promise<string>,
  ): Promise<void> {
    const [, repository, number] = LABELS.exec(path) ?? [];
    if (method === 'POST' && repository) {
      const { labels = [] } = JSON.parse(String(body)) as {
        labels?: readonly string[];
      };
      const login = await loginOfSender();
      for (const name of labels)
        this.#add('labeled', login, `${repository}#${number}`, { name });
    }
    const [, from, branch] = BRANCH.exec(path) ?? [];
    if (method === 'PATCH' && from) {
      const { force } = JSON.parse(String(body)) as { force?: boolean };
      if (force)
        this.#add(
          'head_ref_force_pushed',
          await loginOfSender(),
          `${from}:${branch}`,
        );
    }
  }

  /** What happened to a pull request, oldest first; undefined for any other request. */
  async events(
    { method, path }: Request,
    pullOf: (path: string) => Promise<PullHead>,
  ): Promise<unknown[] | undefined> {
    const [, repository, number] = EVENTS.exec(path) ?? [];
    if (method !== 'GET' || !repository) return undefined;
    const { head } = await pullOf(`/repos/${repository}/pulls/${number}`);
    const own = [
      `${repository}#${number}`,
      `${head.repo?.full_name}:${head.ref}`,
    ];
    return this.#events
      .filter(event => own.includes(event.of))
      .map(({ of: _, ...event }) => event);
  }

  #add(
    event: Event['event'],
    login: string,
    of: string,
    label?: Event['label'],
  ): void {
    const id = this.#events.length + 1;
    this.#events.push({ id, event, actor: { login }, label, of });
  }
}
