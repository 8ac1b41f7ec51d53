import type {
  ChangedFile,
  ChangeHost,
  CommitCheck,
  Labelling,
  NewComment,
  PullRequest,
  PullRequestEvent,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles, TestRemote } from '@greenroom/test-sources';

/** Who may write to the repository, by their name on the host. */
export const WRITER = 'mira';

const STATUS = { A: 'added', M: 'modified', D: 'removed' } as const;

/** A host of pull requests over a real git remote: it counts them, and keeps what it was told. */
export class PullHost implements ChangeHost {
  readonly makes = 'pull-request' as const;
  readonly #pulls: (PullRequest & { readonly number: number })[] = [];
  readonly #labellings: { number: number; label: string; by: string }[] = [];
  /** Every check as it was posted, in order. */
  readonly posted: CommitCheck[] = [];

  /** Every comment, once by its marker. */
  readonly said: NewComment[] = [];

  constructor(private readonly remote: TestRemote) {}

  /** Pushes a branch off the main one and opens a pull request of it. */
  open(
    files: TestFiles,
    headRepository: string = 'acme/data',
  ): PullRequest & { readonly number: number } {
    const number = this.#pulls.length + 1;
    const headBranch = `change-${number}`;
    this.remote.push(files, { branch: headBranch, onto: this.remote.head() });
    const pull = {
      number,
      url: `https://host.test/pull/${number}`,
      title: `Change ${number}`,
      state: 'open' as const,
      draft: false,
      author: 'somebody',
      headBranch,
      headRepository,
      headCommit: this.remote.head(headBranch),
      baseBranch: 'main',
      baseCommit: this.remote.head(),
      labels: [],
      requestedReviewers: [],
    };
    this.#pulls.push(pull);
    return pull;
  }

  push(number: number, files: TestFiles): string {
    return this.remote.push(files, { branch: this.#pull(number).headBranch });
  }

  /** The checks that its commit shows: of each name the one that was posted last. */
  checksOn(commit: string): CommitCheck[] {
    const shown = new Map<string, CommitCheck>();
    for (const check of this.posted)
      if (check.commit === commit) shown.set(check.name, check);
    return [...shown.values()];
  }

  /** As its webhook tells of it. */
  event(
    number: number,
    action: PullRequestEvent['action'],
    by: string = 'somebody',
    label?: string,
  ): Omit<PullRequestEvent, 'sourceId' | 'repository'> {
    const pull = this.#pull(number);
    return {
      type: 'pull-request',
      number,
      action,
      state: pull.state,
      draft: pull.draft,
      author: pull.author,
      by,
      headCommit: pull.headCommit!,
      headBranch: pull.headBranch,
      headRepository: pull.headRepository,
      baseCommit: pull.baseCommit!,
      baseBranch: pull.baseBranch,
      label,
    };
  }

  async getPullRequest(
    _repository: string,
    pull: { readonly number: number } | { readonly branch: string },
  ): Promise<PullRequest> {
    return this.#pull('number' in pull ? pull.number : 0);
  }

  async listOpenPullRequests(): Promise<PullRequest[]> {
    return this.#pulls
      .map(({ number }) => this.#pull(number))
      .filter(({ state }) => state === 'open');
  }

  async listChangedFiles(
    _repository: string,
    pull: { readonly number: number } | { readonly branch: string },
  ): Promise<ChangedFile[]> {
    const { headCommit } = this.#pull('number' in pull ? pull.number : 0);
    const lines = this.remote
      .git(['diff', '--name-status', '--no-renames', `main...${headCommit}`])
      .trim()
      .split('\n');
    return lines.map(line => {
      const [status, file] = line.split('\t');
      return { path: file, status: STATUS[status as keyof typeof STATUS] };
    });
  }

  async mergeBase(
    _repository: string,
    one: string,
    other: string,
  ): Promise<string> {
    return this.remote.git(['merge-base', one, other]).trim();
  }

  /** As somebody sets it on the host, of which no event tells. */
  label(number: number, label: string, by: string): void {
    this.#labellings.push({ number, label, by });
    this.#pulls[number - 1] = { ...this.#pull(number), labels: [label] };
  }

  async findLabelling(
    _repository: string,
    pull: { readonly number: number } | { readonly branch: string },
    label: string,
  ): Promise<Labelling | undefined> {
    const id = this.#labellings.findLastIndex(
      each =>
        'number' in pull && each.number === pull.number && each.label === label,
    );
    return id < 0 ? undefined : { id: String(id), by: this.#labellings[id].by };
  }

  async hasWriteAccess(_repository: string, login: string): Promise<boolean> {
    return login === WRITER;
  }

  async postCheck(check: CommitCheck): Promise<void> {
    this.posted.push(check);
  }

  async findPullRequest(): Promise<undefined> {
    return undefined;
  }

  async pullRequestOfCommit(): Promise<undefined> {
    return undefined;
  }

  async listComments(): Promise<[]> {
    return [];
  }

  async comment(
    _repository: string,
    _pull: unknown,
    comment: NewComment,
  ): Promise<{ url: string }> {
    if (!this.said.some(({ marker }) => marker === comment.marker))
      this.said.push(comment);
    return { url: 'https://host.test/comment' };
  }

  openPullRequest(): Promise<PullRequest> {
    throw new Error('Nobody opens one here but a test.');
  }

  updatePullRequest(): Promise<PullRequest> {
    throw new Error('Nobody renews one here but a test.');
  }

  #pull(number: number): PullRequest & { readonly number: number } {
    const pull = this.#pulls[number - 1];
    return { ...pull, headCommit: this.remote.head(pull.headBranch) };
  }
}
