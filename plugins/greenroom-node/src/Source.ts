/** A repository as a listing of a source gave it. */
export type SourceRepository = {
  /** `owner/name` */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly pushedAt: string;
  readonly url: string;
  readonly archived: boolean;
};

export type SourceTreeEntry = {
  readonly path: string;
  /** git object id of the blob */
  readonly oid: string;
  readonly sizeBytes: number;
};

export type SourceCommit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly authorEmail: string;
  readonly date: string;
  readonly message: string;
  readonly url: string;
};

/**
 * A git host (or remote) that Greenroom reads. Every read names a commit or
 * an object id, never a branch, so that an answer cannot change under us.
 */
export interface Source {
  readonly id: string;
  readonly kind: string;
  /** What a person would call it, e.g. `github.example.com/acme`. */
  readonly target: string;

  /** Throws when the host cannot be read; an empty array means a listing that was really read. */
  listRepositories(): Promise<SourceRepository[]>;
  getHead(repository: string): Promise<SourceCommit>;
  listTree(repository: string, commit: string): Promise<SourceTreeEntry[]>;
  /** Newest first, commits of the default branch that touch any of the paths; at most `limit`. */
  listCommits(
    repository: string,
    options: { ref: string; path?: string; limit: number },
  ): Promise<SourceCommit[]>;
  readBlob(repository: string, oid: string): Promise<Buffer>;
  /** Link for people to a file, or a line of it, at a commit. */
  fileUrl(
    repository: string,
    commit: string,
    path: string,
    line?: number,
  ): string;
  commitUrl(repository: string, commit: string): string;
  rateLimit?():
    | { remaining: number; limit: number; resetAt: string }
    | undefined;
  /** Set where the source is also a place for pull requests. */
  readonly changes?: ChangeHost;
}

export type FileEdit = { readonly path: string; readonly content: Buffer };

export type PullRequest = {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly headBranch: string;
  readonly mergeCommit?: string;
  readonly mergedAt?: string;
};

export type Person = { readonly name: string; readonly email: string };

/** The way back to git: branches, commits and pull requests, and the training workflow. */
export interface ChangeHost {
  /** Finds a pull request by the marker in its body, whatever its state. */
  findPullRequest(
    repository: string,
    marker: string,
  ): Promise<PullRequest | undefined>;
  /**
   * One branch, one commit, one pull request. With a person's token as that person,
   * without one as the integration (`coAuthor` then goes into a trailer).
   * Where the branch exists already it is taken up, not made twice.
   */
  openPullRequest(request: {
    repository: string;
    baseBranch: string;
    baseCommit: string;
    branch: string;
    title: string;
    /** Contains the marker. */
    body: string;
    marker: string;
    edits: readonly FileEdit[];
    commitMessage: string;
    coAuthor?: Person;
    token?: string;
  }): Promise<PullRequest>;
  getPullRequest(repository: string, number: number): Promise<PullRequest>;
  /** The pull request a commit came in by, when there is one. */
  pullRequestOfCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined>;
  dispatchWorkflow(request: {
    repository: string;
    workflow: string;
    ref: string;
    inputs: Record<string, string>;
  }): Promise<void>;
}

/** What a host told us, put in our own words. */
export type SourceEvent =
  | {
      type: 'push';
      sourceId: string;
      repository: string;
      ref: string;
      after: string;
    }
  | {
      type: 'pull-request';
      sourceId: string;
      repository: string;
      number: number;
      state: 'open' | 'merged' | 'closed';
      mergeCommit?: string;
    };
