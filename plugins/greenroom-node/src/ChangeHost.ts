/** A file as a change leaves it. */
export type FileEdit = { readonly path: string; readonly content: Buffer };

/** Files as one commit of a change leaves them, on top of the commit before. */
export type ChangeCommit = {
  readonly message: string;
  readonly edits: readonly FileEdit[];
};

/** How a pull request is named to its host: by number where the host counts them, else by its branch. */
export type PullRequestRef =
  | { readonly number: number }
  /** The commit it had when it was last seen, by which its merge is found after the branch is gone. */
  | { readonly branch: string; readonly headCommit?: string };

export type PullRequest = {
  /** Absent where the remote knows branches only. */
  readonly number?: number;
  readonly url: string;
  readonly title: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly draft: boolean;
  /** Their name on the host. */
  readonly author: string;
  readonly headBranch: string;
  /** Whose branch it is, as `owner/name`; undefined where that fork was deleted. */
  readonly headRepository?: string;
  /** Undefined where the branch is gone. */
  readonly headCommit?: string;
  readonly baseBranch: string;
  /** Where the base branch stood when the host last looked; not the merge base. */
  readonly baseCommit?: string;
  readonly labels: readonly string[];
  /** People and teams (`owner/team`) asked for a review who have not given one. */
  readonly requestedReviewers: readonly string[];
  readonly mergeCommit?: string;
  readonly mergedAt?: string;
  /** What a person types to take the change in, where the host has no page for it. */
  readonly command?: string;
};

/** Is its branch in another repository, to which others write? A fork that was deleted was another, too. */
export function isFromFork(
  repository: string,
  pull: Pick<PullRequest, 'headRepository'>,
): boolean {
  return pull.headRepository?.toLowerCase() !== repository.toLowerCase();
}

/** A file that a pull request changes against the commit it branched from. */
export type ChangedFile = {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Where it was, of one that was renamed. */
  readonly previousPath?: string;
};

/** What somebody said of a pull request on the host. */
export type PullRequestComment = {
  readonly id: string;
  readonly author: string;
  /** Markdown of a stranger. */
  readonly body: string;
  readonly at: string;
  readonly url: string;
  /** What a review decided; absent of plain comments. */
  readonly verdict?:
    | 'approved'
    | 'changes-requested'
    | 'commented'
    | 'dismissed';
  /** The line it stands beside. */
  readonly place?: { readonly path: string; readonly line?: number };
};

/** A label that somebody set on a pull request. */
export type Labelling = {
  /** The host's; another each time that a label is set. */
  readonly id: string;
  /** Their name on the host. */
  readonly by: string;
};

/** A verdict on a commit, as the host shows it beside the commit and its pull request. */
export type CommitCheck = {
  readonly repository: string;
  readonly commit: string;
  /** What was checked: one line beside the other checks. */
  readonly name: string;
  /** `pending` while it is worked out; the verdict comes in its place. */
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'pending';
  /** One sentence. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly detailsUrl?: string;
};

export type Person = { readonly name: string; readonly email: string };

/** In whose name a change is made: with a token as that person, else as the integration. */
export type ChangeAuthor = {
  /** A person's; used within the call and kept nowhere. */
  readonly token?: string;
  /** Named in a trailer of each commit that the integration makes. */
  readonly coAuthor?: Person;
};

/** What reviewers get to read, and who they are. */
export type PullRequestText = {
  readonly title: string;
  /** Contains the marker. */
  readonly body: string;
  /** By which it is found again. */
  readonly marker: string;
  readonly labels: readonly string[];
  /** People, and teams as `owner/team`. One whom the host does not take is left out. */
  readonly reviewers: readonly string[];
};

/** What somebody says below a pull request. */
export type NewComment = Pick<ChangeAuthor, 'token'> & {
  /** Markdown; contains the marker. */
  readonly body: string;
  /** By which it is found again. */
  readonly marker: string;
};

export type OpenPullRequest = PullRequestText &
  ChangeAuthor & {
    readonly repository: string;
    readonly baseBranch: string;
    /** The first commit is put on top of this one. */
    readonly baseCommit: string;
    readonly branch: string;
    readonly state: 'draft' | 'ready';
    /** At least one. */
    readonly commits: readonly ChangeCommit[];
  };

export type UpdatePullRequest = PullRequestText &
  ChangeAuthor & {
    readonly repository: string;
    readonly pull: PullRequestRef;
    /** The head commit for which the edits were made. */
    readonly onto: string;
    /** None where only the text is renewed. */
    readonly commits: readonly ChangeCommit[];
  };

/** Why a host did not take a change. */
export type ChangeRefusal =
  /** The person (or the integration) may not write, and no fork could be made. */
  | 'no-permission'
  /** A rule of the host keeps us from writing to this branch. */
  | 'protected-branch'
  | 'archived'
  /** The branch holds work of others. */
  | 'branch-taken'
  /** Somebody pushed to the branch since it was read. */
  | 'branch-moved'
  | 'branch-gone'
  /** There is no such repository any more, or none that we may see. */
  | 'repository-gone'
  /** Not before `retryAt`. */
  | 'rate-limit';

/** Thrown where the host said no before anything was changed; the message says what to do next. */
export class ChangeRefusedError extends Error {
  constructor(
    readonly refusal: ChangeRefusal,
    message: string,
    readonly retryAt?: string,
  ) {
    super(message);
    this.name = 'ChangeRefusedError';
  }
}

/** The way back to git: branches, commits and pull requests. */
export interface ChangeHost {
  /** What a change becomes: a pull request, or only a branch where the remote knows no more. */
  readonly makes: 'pull-request' | 'branch';

  /** Finds a pull request by its marker, whatever its state. */
  findPullRequest(
    repository: string,
    marker: string,
  ): Promise<PullRequest | undefined>;
  /**
   * One branch, a commit each, one pull request; one that has the marker
   * already is given back as it is. A branch that an earlier attempt left is
   * taken up. Where the person may not write and the host knows forks, the
   * branch is in a fork of theirs.
   *
   * @throws ChangeRefusedError where the host does not take it
   */
  openPullRequest(request: OpenPullRequest): Promise<PullRequest>;
  /**
   * Further commits on the branch of an open one, and its text renewed. The
   * same commits twice are made once.
   *
   * @throws ChangeRefusedError where the branch moved, is gone or is closed to us
   */
  updatePullRequest(request: UpdatePullRequest): Promise<PullRequest>;
  getPullRequest(
    repository: string,
    pull: PullRequestRef,
  ): Promise<PullRequest>;
  /** Everybody's, ours or not; newest first. */
  listOpenPullRequests(repository: string): Promise<PullRequest[]>;
  /** The pull request a commit came in by, when there is one. */
  pullRequestOfCommit(
    repository: string,
    commit: string,
  ): Promise<PullRequest | undefined>;
  /** Against the commit it branched from; undefined where the host cuts the list short. */
  listChangedFiles(
    repository: string,
    pull: PullRequestRef,
  ): Promise<ChangedFile[] | undefined>;
  /** The newest commit that both have; undefined where they have none in common. */
  mergeBase(
    repository: string,
    one: string,
    other: string,
  ): Promise<string | undefined>;
  /** Comments and reviews of everybody, oldest first; none where the host knows none. */
  listComments(
    repository: string,
    pull: PullRequestRef,
  ): Promise<PullRequestComment[]>;
  /**
   * Says something below a pull request; what has the marker is there already.
   *
   * @returns its address
   * @throws ChangeRefusedError where the host does not take it
   */
  comment(
    repository: string,
    pull: PullRequestRef,
    comment: NewComment,
  ): Promise<{ readonly url: string }>;
  /**
   * How a label came onto a pull request that has it, the last time; undefined
   * where its branch was rewritten since, or the host does not say.
   */
  findLabelling(
    repository: string,
    pull: PullRequestRef,
    label: string,
  ): Promise<Labelling | undefined>;
  /** May this person (by their name on the host) write to the repository? */
  hasWriteAccess(repository: string, login: string): Promise<boolean>;
  /** A check of the same name on the commit is replaced, never doubled. */
  postCheck(check: CommitCheck): Promise<void>;
}
