import { NotFoundError, stringifyError } from '@backstage/errors';
import {
  BlobTooLargeError,
  type ChangeHost,
  type LfsEndpoint,
  type OpenedBlob,
  type Source,
  type SourceCommit,
  type SourceComparison,
  type SourceRepository,
  type SourceTag,
  type SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import pLimit from 'p-limit';
import {
  COMMIT_FORMAT,
  type GitCommit,
  readCommits,
  readPaths,
  readTags,
  readTree,
  TAG_FORMAT,
} from './gitFormats';
import type { GitRemoteConfig, GitSourceConfig } from './GitSourceConfig';
import type { GitCredentials } from './gitEnvironment';
import { GitChangeHost } from './GitChangeHost';
import { lfsPlaceOf } from './lfsPlaceOf';
import type { RemoteUrl } from './remoteUrl';
import { commitLink, compareLink, fileLink, type HostKind } from './links';
import { Mirror } from './Mirror';
import type { RunGit } from './runGit';

/** Remotes asked at a time. */
const REMOTES_AT_A_TIME = 8;
/** Longer lists of paths say no more than that much changed. */
const MAXIMUM_PATHS = 3_000;
/** A blob without a stated limit: what the stores take of one file. */
const BLOB_BYTES = 2 * 1024 * 1024 * 1024 - 1;

type Known = {
  readonly remote: GitRemoteConfig;
  readonly mirror: Mirror;
  last?: SourceRepository;
};

/** Remotes that are read by the git program, each through a mirror without blobs. */
export class GitSource implements Source {
  readonly kind = 'git';
  readonly id: string;
  readonly target: string;
  readonly manifestPaths?: readonly string[];
  readonly changes?: ChangeHost;
  readonly #known: ReadonlyMap<string, Known>;
  readonly #hostKind: (host: string) => HostKind;
  readonly #credentials: (
    remote: RemoteUrl,
  ) => Promise<GitCredentials | undefined>;

  constructor(options: {
    config: GitSourceConfig;
    directory: string;
    run: RunGit;
    environment(remote: GitRemoteConfig): Promise<Record<string, string>>;
    /** Default: nobody has any. */
    credentials?(remote: RemoteUrl): Promise<GitCredentials | undefined>;
    hostKind(host: string): HostKind;
  }) {
    const { config, directory, run } = options;
    this.id = config.id;
    this.target = config.target;
    this.manifestPaths = config.manifestPaths;
    this.#hostKind = options.hostKind;
    this.#credentials = options.credentials ?? (async () => undefined);
    this.#known = new Map(
      config.remotes.map(remote => [
        remote.fullName,
        {
          remote,
          mirror: new Mirror(remote, {
            directory,
            run,
            environment: () => options.environment(remote),
          }),
        },
      ]),
    );
    if (config.changes === 'push')
      this.changes = new GitChangeHost(repository => {
        const { mirror, remote } = this.#of(repository);
        return {
          mirror,
          url: remote.url,
          compareLink: (base, branch) =>
            compareLink(remote, this.#hostKind(remote.host), base, branch),
        };
      });
  }

  /** One remote out of reach hides no other: its last known state stands in the listing. */
  async listRepositories(): Promise<SourceRepository[]> {
    const limit = pLimit(REMOTES_AT_A_TIME);
    const failures: unknown[] = [];
    const listed = await Promise.all(
      [...this.#known.values()].map(known =>
        limit(async () => {
          try {
            known.last = await this.#list(known);
          } catch (error) {
            failures.push(error);
          }
          return known.last ?? neverReached(known.remote);
        }),
      ),
    );
    if (failures.length === this.#known.size) {
      throw new Error(
        `none of the remotes could be read; the first said: ${stringifyError(
          failures[0],
        )}`,
      );
    }
    return listed;
  }

  async findRepository(
    fullName: string,
  ): Promise<SourceRepository | undefined> {
    const known = this.#known.get(fullName);
    return known && (known.last ?? neverReached(known.remote));
  }

  async getHead(repository: string): Promise<SourceCommit> {
    const { mirror, remote } = this.#of(repository);
    const { head } = await mirror.update();
    const [commit] = readCommits(
      await mirror.read(['log', '-z', '-1', COMMIT_FORMAT, head]),
    );
    return this.#toCommit(remote, commit);
  }

  async listTree(
    repository: string,
    commit: string,
  ): Promise<SourceTreeEntry[]> {
    const { mirror } = this.#of(repository);
    // Not -l: sizes would fetch every blob.
    return readTree(
      await mirror.read([
        'ls-tree',
        '-r',
        '-z',
        '--full-tree',
        mirror.assertObjectId(commit),
      ]),
    );
  }

  async listCommits(
    repository: string,
    options: { ref: string; path?: string; limit: number },
  ): Promise<SourceCommit[]> {
    const { mirror, remote } = this.#of(repository);
    const paths =
      options.path === undefined ? [] : [`:(literal)${options.path}`];
    const output = await mirror.read([
      'log',
      '-z',
      `-${Math.max(1, Math.floor(options.limit))}`,
      COMMIT_FORMAT,
      mirror.assertObjectId(options.ref),
      '--',
      ...paths,
    ]);
    return readCommits(output).map(commit => this.#toCommit(remote, commit));
  }

  async compare(
    repository: string,
    base: string,
    head: string,
  ): Promise<SourceComparison> {
    const { mirror, remote } = this.#of(repository);
    const [from, to] = [
      mirror.assertObjectId(base),
      mirror.assertObjectId(head),
    ];
    if (from === to) return { status: 'identical', commits: [], paths: [] };
    const output = await mirror.read([
      'log',
      '-z',
      '--reverse',
      '--topo-order',
      COMMIT_FORMAT,
      `${from}..${to}`,
      '--',
    ]);
    const commits = readCommits(output).map(commit =>
      this.#toCommit(remote, commit),
    );
    const dropped = (
      await mirror.read(['rev-list', '--count', `${to}..${from}`, '--'])
    )
      .toString('utf8')
      .trim();
    const paths = readPaths(
      await mirror.read([
        'diff-tree',
        '-r',
        '-z',
        '--name-only',
        '--no-renames',
        from,
        to,
        '--',
      ]),
    );
    return {
      status: statusOf(commits.length, Number(dropped)),
      commits,
      paths: paths.length > MAXIMUM_PATHS ? undefined : paths,
    };
  }

  async listTags(repository: string): Promise<SourceTag[]> {
    const { mirror } = this.#of(repository);
    await mirror.fetchTags();
    return readTags(
      await mirror.read(['for-each-ref', TAG_FORMAT, 'refs/tags']),
    );
  }

  async readBlob(
    repository: string,
    oid: string,
    options: { limitBytes?: number } = {},
  ): Promise<Buffer> {
    const { mirror } = this.#of(repository);
    const size = await sizeOf(mirror, oid, options.limitBytes);
    return mirror.read(['cat-file', 'blob', oid], size + 1);
  }

  async openBlob(
    repository: string,
    oid: string,
    options: { limitBytes?: number } = {},
  ): Promise<OpenedBlob> {
    const { mirror } = this.#of(repository);
    const sizeBytes = await sizeOf(mirror, oid, options.limitBytes);
    return {
      sizeBytes,
      stream: await mirror.stream(['cat-file', 'blob', oid]),
    };
  }

  async lfsEndpoint(repository: string): Promise<LfsEndpoint> {
    const place = await lfsPlaceOf(this.#of(repository).remote);
    if (place.type === 'folder') return place;
    const credentials = await this.#credentials(place.remote);
    return {
      type: 'server',
      url: place.url,
      headers: credentials ? { authorization: credentials.authorization } : {},
    };
  }

  fileUrl(
    repository: string,
    commit: string,
    path: string,
    line?: number,
  ): string {
    const { remote } = this.#of(repository);
    return fileLink(remote, this.#hostKind(remote.host), commit, path, line);
  }

  commitUrl(repository: string, commit: string): string {
    const { remote } = this.#of(repository);
    return commitLink(remote, this.#hostKind(remote.host), commit);
  }

  #of(repository: string): Known {
    const known = this.#known.get(repository);
    if (!known)
      throw new NotFoundError(
        `The source ${this.id} has no remote ${repository}. Add it to greenroom.sources.`,
      );
    return known;
  }

  async #list({ remote, mirror }: Known): Promise<SourceRepository> {
    const { head, branch } = await mirror.remoteHead();
    return { ...neverReached(remote), defaultBranch: branch, pushedAt: head };
  }

  #toCommit(remote: GitRemoteConfig, commit: GitCommit): SourceCommit {
    return {
      ...commit,
      url: commitLink(remote, this.#hostKind(remote.host), commit.sha),
    };
  }
}

/** Fetches the blob where the mirror does not have it. */
async function sizeOf(
  mirror: Mirror,
  oid: string,
  limitBytes = BLOB_BYTES,
): Promise<number> {
  const said = await mirror.read([
    'cat-file',
    '-s',
    mirror.assertObjectId(oid),
  ]);
  const size = Number(said.toString('utf8'));
  if (size > limitBytes) throw new BlobTooLargeError(size, limitBytes);
  return size;
}

/** What the configuration alone says of a remote. */
function neverReached({
  url,
  fullName,
  branch,
}: GitRemoteConfig): SourceRepository {
  return {
    id: url,
    fullName,
    defaultBranch: branch ?? 'HEAD',
    pushedAt: '',
    url,
    archived: false,
  };
}

function statusOf(ahead: number, behind: number): SourceComparison['status'] {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
