import { AuthenticationError, NotFoundError } from '@backstage/errors';
import {
  BlobTooLargeError,
  type ChangeHost,
  type LfsEndpoint,
  type Source,
  type SourceCommit,
  type SourceComparison,
  type SourceRateLimit,
  type SourceRepository,
  type SourceTag,
  type SourceTreeEntry,
  type WorkflowHost,
} from '@greenroom/backstage-plugin-greenroom-node';
import { BlobSizes } from './BlobSizes';
import { compareCommits } from './compareCommits';
import { GithubChangeHost } from './GithubChangeHost';
import type { GithubHttp } from './GithubHttp';
import type { GithubSourceConfig } from './GithubSourceConfig';
import { GithubWorkflows } from './GithubWorkflows';
import { listOwned } from './listOwned';
import { listTags } from './listTags';
import { listTree } from './listTree';
import { toSourceRepository } from './repositoryAnswer';
import { isSelected } from './RepositorySelection';
import { searchOwned } from './searchOwned';
import { toSourceCommit } from './sourceCommit';
import { splitRepository } from './splitRepository';

const PAGE = 100;

/** The repositories of one organisation or user on a GitHub host, read by Octokit. */
export class GithubSource implements Source {
  readonly kind = 'github';
  readonly id: string;
  readonly target: string;
  readonly manifestPaths?: readonly string[];
  readonly changes: ChangeHost;
  readonly workflows: WorkflowHost;
  readonly #config: GithubSourceConfig;
  readonly #http: GithubHttp;
  readonly #blobSizes = new BlobSizes();
  /** As last told, by full name in small letters. */
  readonly #defaultBranches = new Map<string, string>();

  constructor(options: { config: GithubSourceConfig; http: GithubHttp }) {
    this.id = options.config.id;
    this.target = options.config.target;
    this.manifestPaths = options.config.manifestPaths;
    this.#config = options.config;
    this.#http = options.http;
    this.changes = new GithubChangeHost(options.http);
    this.workflows = new GithubWorkflows(options.http);
  }

  async listRepositories(): Promise<SourceRepository[]> {
    const octokit = await this.#http.integration();
    const { organization, search, selection } = this.#config;
    try {
      const answers = search
        ? await searchOwned(octokit, organization, search)
        : await listOwned(octokit, organization);
      const repositories = answers
        .filter(answer => isSelected(answer, selection))
        .map(toSourceRepository);
      this.#defaultBranches.clear();
      repositories.forEach(repository => this.#learn(repository));
      return repositories;
    } catch (error) {
      throw this.#explain(error);
    }
  }

  async findRepository(
    fullName: string,
  ): Promise<SourceRepository | undefined> {
    const octokit = await this.#http.integration();
    try {
      // A name it had before is answered by a redirection, which fetch follows.
      const { data } = await octokit.repos.get(splitRepository(fullName));
      const repository = toSourceRepository(data);
      this.#learn(repository);
      return repository;
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 || status === 410) return undefined;
      throw error;
    }
  }

  async getHead(repository: string): Promise<SourceCommit> {
    const known = this.#defaultBranches.get(repository.toLowerCase());
    if (known) {
      const head = await this.#newestCommit(repository, known);
      if (head) return head;
    }
    // Not known yet, or the default branch was renamed since.
    const found = await this.findRepository(repository);
    if (!found) throw new NotFoundError(`${this.target} has no ${repository}.`);
    const head = await this.#newestCommit(repository, found.defaultBranch);
    if (!head) throw new Error(`${repository} has no commits yet.`);
    return head;
  }

  async listTree(
    repository: string,
    commit: string,
  ): Promise<SourceTreeEntry[]> {
    const octokit = await this.#http.integration();
    const entries = await listTree(octokit, repository, commit);
    this.#blobSizes.remember(entries);
    return entries;
  }

  async listCommits(
    repository: string,
    options: { ref: string; path?: string; limit: number },
  ): Promise<SourceCommit[]> {
    const octokit = await this.#http.integration();
    const commits: SourceCommit[] = [];
    const pages = octokit.paginate.iterator(octokit.repos.listCommits, {
      ...splitRepository(repository),
      sha: options.ref,
      path: options.path,
      per_page: Math.min(PAGE, options.limit),
    });
    for await (const { data } of pages) {
      commits.push(...data.map(toSourceCommit));
      if (commits.length >= options.limit) break;
    }
    return commits.slice(0, options.limit);
  }

  async compare(
    repository: string,
    base: string,
    head: string,
  ): Promise<SourceComparison> {
    const octokit = await this.#http.integration();
    return compareCommits(octokit, repository, base, head);
  }

  async listTags(repository: string): Promise<SourceTag[]> {
    return listTags(await this.#http.integration(), repository);
  }

  async readBlob(
    repository: string,
    oid: string,
    options: { limitBytes?: number } = {},
  ): Promise<Buffer> {
    const { limitBytes = Infinity } = options;
    const told = this.#blobSizes.get(oid) ?? 0;
    if (told > limitBytes) throw new BlobTooLargeError(told, limitBytes);
    const octokit = await this.#http.integration();
    const { data } = await octokit.git.getBlob({
      ...splitRepository(repository),
      file_sha: oid,
    });
    const sizeBytes = data.size ?? 0;
    if (sizeBytes > limitBytes) {
      throw new BlobTooLargeError(sizeBytes, limitBytes);
    }
    // Not the raw media type: Octokit decodes `charset=utf-8` answers as text.
    return Buffer.from(data.content, data.encoding as BufferEncoding);
  }

  async lfsEndpoint(
    repository: string,
    options: { token?: string } = {},
  ): Promise<LfsEndpoint> {
    const token = options.token ?? (await this.#http.token());
    const basic =
      token && Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
      type: 'server',
      url: `${this.#config.webUrl}/${repository}.git/info/lfs`,
      headers: basic ? { authorization: `Basic ${basic}` } : {},
    };
  }

  fileUrl(
    repository: string,
    commit: string,
    path: string,
    line?: number,
  ): string {
    const escaped = path.split('/').map(encodeURIComponent).join('/');
    // A rendered page has no lines; `plain` shows the source.
    const plain = line !== undefined && /\.md$/i.test(path) ? '?plain=1' : '';
    const anchor = line === undefined ? '' : `#L${line}`;
    return `${
      this.#config.webUrl
    }/${repository}/blob/${commit}/${escaped}${plain}${anchor}`;
  }

  commitUrl(repository: string, commit: string): string {
    return `${this.#config.webUrl}/${repository}/commit/${commit}`;
  }

  rateLimit(): SourceRateLimit | undefined {
    return this.#http.rateLimit();
  }

  #learn(repository: SourceRepository): void {
    const key = repository.fullName.toLowerCase();
    this.#defaultBranches.set(key, repository.defaultBranch);
  }

  /** Undefined where the repository has no such branch, or no commits at all. */
  async #newestCommit(
    repository: string,
    branch: string,
  ): Promise<SourceCommit | undefined> {
    const octokit = await this.#http.integration();
    try {
      const { data } = await octokit.repos.listCommits({
        ...splitRepository(repository),
        sha: branch,
        per_page: 1,
      });
      return data[0] && toSourceCommit(data[0]);
    } catch (error) {
      const status = statusOf(error);
      // 409: GitHub's "Git Repository is empty".
      if (status === 404 || status === 409) return undefined;
      throw error;
    }
  }

  #explain(error: unknown): unknown {
    const { host, organization, id } = this.#config;
    switch (statusOf(error)) {
      case 401:
        return new AuthenticationError(
          `${host} refused the credentials. Check the token or the apps of '${host}' in integrations.github.`,
        );
      case 404:
        return new NotFoundError(
          `${host} shows no organisation or person '${organization}'. ` +
            `Check 'organization' of the source '${id}' in greenroom.sources, and that the token may see it.`,
        );
      case 422:
        return new Error(
          `${host} does not take the search of the source '${id}' in greenroom.sources: ${
            (error as Error).message
          }`,
        );
      default:
        return error;
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { status?: number }).status;
}
