import type { Readable } from 'node:stream';
import type { ChangeHost } from './ChangeHost';
import type { WorkflowHost } from './WorkflowHost';

/** A repository as a listing of a source gave it. */
export type SourceRepository = {
  /** What stays when the repository is renamed or transferred. */
  readonly id: string;
  /** `owner/name`, or what stands for it with a remote that has no owners. */
  readonly fullName: string;
  readonly defaultBranch: string;
  /** Changes whenever a branch moves; compared for equality, never parsed. */
  readonly pushedAt: string;
  readonly url: string;
  readonly archived: boolean;
};

export type SourceTreeEntry = {
  readonly path: string;
  /** git object id: of the blob, or of the commit a submodule stands at */
  readonly oid: string;
  /** Links and submodules are named, so that they can be refused by name; they are never followed. */
  readonly type: 'file' | 'symlink' | 'submodule';
  /** Absent where the remote does not tell sizes without the content. */
  readonly sizeBytes?: number;
};

/** What a host knows of the author of a commit, apart from what git says. */
export type CommitIdentity = {
  /** The account whose e-mail git has: a claim, as long as no signature is verified. */
  readonly login?: string;
  /** Whether the host found a signature that belongs to that account. */
  readonly signature: 'verified' | 'none';
};

export type SourceCommit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly authorEmail: string;
  readonly date: string;
  readonly message: string;
  readonly url: string;
  /** Absent where the remote knows no accounts. */
  readonly identity?: CommitIdentity;
};

/** How a branch moved between two commits. */
export type SourceComparison = {
  /** `diverged` and `behind` mean that the branch was force-pushed. */
  readonly status: 'identical' | 'ahead' | 'behind' | 'diverged';
  /** Commits that the head has and the base has not, oldest first. */
  readonly commits: readonly SourceCommit[];
  /** Paths that differ; undefined where the host cut the list short. */
  readonly paths?: readonly string[];
};

/** A tag, and the commit it points to in the end. */
export type SourceTag = { readonly name: string; readonly commit: string };

/** What a source read lately, and whether it may read on. */
export type SourceRateLimit = {
  readonly remaining: number;
  readonly limit: number;
  readonly resetAt: string;
  /** Set while nothing is sent because the host asked for a pause. */
  readonly pausedUntil?: string;
};

/** A blob whose bytes are on their way. */
export type OpenedBlob = {
  readonly stream: Readable;
  readonly sizeBytes: number;
};

/** Where the Git LFS objects of a repository are. */
export type LfsEndpoint =
  | {
      readonly type: 'server';
      /** Of the API; `objects/batch` follows. */
      readonly url: string;
      /** Credentials for the origin of this address, and for no other. */
      readonly headers: Readonly<Record<string, string>>;
    }
  /** `lfs/objects` of a repository on this machine. */
  | { readonly type: 'folder'; readonly folder: string };

/** Thrown by `readBlob` for an object over the limit; nothing of it is kept. */
export class BlobTooLargeError extends Error {
  constructor(readonly sizeBytes: number, readonly limitBytes: number) {
    super(`The file has ${sizeBytes} bytes; ${limitBytes} are allowed.`);
    this.name = 'BlobTooLargeError';
  }
}

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
  /**
   * One repository by its name, or by a name it had before; undefined only
   * where the host says that there is none (or none that we may see).
   */
  findRepository(fullName: string): Promise<SourceRepository | undefined>;
  /** The newest commit of the default branch. */
  getHead(repository: string): Promise<SourceCommit>;
  listTree(repository: string, commit: string): Promise<SourceTreeEntry[]>;
  /** Newest first, commits reachable from `ref` that touch the path; at most `limit`. */
  listCommits(
    repository: string,
    options: { ref: string; path?: string; limit: number },
  ): Promise<SourceCommit[]>;
  /** @throws Error where the base is no longer known to the host */
  compare(
    repository: string,
    base: string,
    head: string,
  ): Promise<SourceComparison>;
  listTags(repository: string): Promise<SourceTag[]>;
  /** @throws BlobTooLargeError for an object over `limitBytes` */
  readBlob(
    repository: string,
    oid: string,
    options?: { limitBytes?: number },
  ): Promise<Buffer>;
  /**
   * The same as it comes; absent where the host gives blobs only whole.
   *
   * @throws BlobTooLargeError for an object over `limitBytes`
   */
  openBlob?(
    repository: string,
    oid: string,
    options?: { limitBytes?: number },
  ): Promise<OpenedBlob>;
  /**
   * Where its Git LFS objects are, as long as its `.lfsconfig` names no other place.
   *
   * @param options.token - of a person as whom it is asked, where the host knows people
   */
  lfsEndpoint(
    repository: string,
    options?: { token?: string },
  ): Promise<LfsEndpoint>;
  /** Link for people to a file, or a line of it, at a commit. */
  fileUrl(
    repository: string,
    commit: string,
    path: string,
    line?: number,
  ): string;
  commitUrl(repository: string, commit: string): string;
  rateLimit?(): SourceRateLimit | undefined;
  /** Paths that may hold manifests, as globs; undefined means everywhere. */
  readonly manifestPaths?: readonly string[];
  /** Set where the source is also a place for pull requests. */
  readonly changes?: ChangeHost;
  /** Set where the host runs workflows. */
  readonly workflows?: WorkflowHost;
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
      /** A repository came, went, was renamed, transferred or archived. */
      type: 'repository';
      sourceId: string;
      repository: string;
    }
  | PullRequestEvent
  | {
      /** Somebody wrote or reviewed; what, the host tells when asked. */
      type: 'pull-request-comment';
      sourceId: string;
      repository: string;
      number: number;
      /** Who wrote, by their name on the host. */
      by: string;
    }
  | {
      /** A run of a workflow began, went on or ended. */
      type: 'workflow-run';
      sourceId: string;
      repository: string;
      runId: string;
    };

/** Something happened to a pull request, ours or not. Nothing of it is trusted to be harmless. */
export type PullRequestEvent = {
  readonly type: 'pull-request';
  readonly sourceId: string;
  readonly repository: string;
  readonly number: number;
  /** `opened` also of one opened again; `changed` of title, draft and reviewers. */
  readonly action:
    | 'opened'
    | 'synchronised'
    | 'labelled'
    | 'unlabelled'
    | 'changed'
    | 'closed';
  readonly state: 'open' | 'merged' | 'closed';
  readonly draft: boolean;
  readonly author: string;
  /** Who did it, by their name on the host. */
  readonly by: string;
  readonly headCommit: string;
  readonly headBranch: string;
  /** See `isFromFork`; undefined where that fork was deleted. */
  readonly headRepository?: string;
  readonly baseCommit: string;
  readonly baseBranch: string;
  /** The label that came or went, of `labelled` and `unlabelled`. */
  readonly label?: string;
  readonly mergeCommit?: string;
};
