import { AuthenticationError, NotFoundError } from '@backstage/errors';
import type {
  ChangeHost,
  Source,
  SourceCommit,
  SourceRepository,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { GithubChangeHost } from './GithubChangeHost';
import type { GithubHttp, RateLimit } from './GithubHttp';
import type { GithubSourceConfig } from './GithubSourceConfig';
import { splitRepository } from './splitRepository';

const PAGE = 100;

type CommitAnswer = Awaited<
  ReturnType<Octokit['repos']['listCommits']>
>['data'][number];

/** The repositories of one organisation or user on a GitHub host, read by Octokit. */
export class GithubSource implements Source {
  readonly kind = 'github';
  readonly id: string;
  readonly target: string;
  readonly changes: ChangeHost;
  readonly #config: GithubSourceConfig;
  readonly #http: GithubHttp;

  constructor(options: { config: GithubSourceConfig; http: GithubHttp }) {
    this.id = options.config.id;
    this.target = options.config.target;
    this.#config = options.config;
    this.#http = options.http;
    this.changes = new GithubChangeHost(options.http);
  }

  async listRepositories(): Promise<SourceRepository[]> {
    const octokit = await this.#http.integration();
    const repositories = await this.#listOwned(octokit);
    return repositories.map(repository => ({
      fullName: repository.full_name,
      defaultBranch: repository.default_branch ?? 'main',
      pushedAt: repository.pushed_at ?? repository.updated_at ?? '',
      url: repository.html_url,
      archived: repository.archived ?? false,
    }));
  }

  async getHead(repository: string): Promise<SourceCommit> {
    const octokit = await this.#http.integration();
    const name = splitRepository(repository);
    const { data } = await octokit.repos.get(name);
    const commits = await octokit.repos.listCommits({
      ...name,
      sha: data.default_branch,
      per_page: 1,
    });
    const [head] = commits.data;
    if (!head) throw new Error(`${repository} has no commits yet.`);
    return toSourceCommit(head);
  }

  async listTree(
    repository: string,
    commit: string,
  ): Promise<SourceTreeEntry[]> {
    const octokit = await this.#http.integration();
    const name = splitRepository(repository);
    const { data } = await octokit.git.getCommit({
      ...name,
      commit_sha: commit,
    });
    return listBlobs(octokit, name, data.tree.sha, '');
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

  async readBlob(repository: string, oid: string): Promise<Buffer> {
    const octokit = await this.#http.integration();
    const { data } = await octokit.git.getBlob({
      ...splitRepository(repository),
      file_sha: oid,
    });
    // Not the raw media type: Octokit decodes `charset=utf-8` answers as text.
    return Buffer.from(data.content, data.encoding as BufferEncoding);
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

  rateLimit(): RateLimit | undefined {
    return this.#http.rateLimit();
  }

  async #listOwned(octokit: Octokit) {
    const { organization } = this.#config;
    const asOrganization = octokit.paginate(octokit.repos.listForOrg, {
      org: organization,
      per_page: PAGE,
    });
    try {
      return await asOrganization.catch(error => {
        if (statusOf(error) !== 404) throw error;
        // Not an organisation this token may see: it may be a person's account.
        return octokit.paginate(octokit.repos.listForUser, {
          username: organization,
          type: 'owner',
          per_page: PAGE,
        });
      });
    } catch (error) {
      throw this.#explain(error);
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
      default:
        return error;
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { status?: number }).status;
}

/**
 * Files below a tree. A tree of more than 100,000 entries (or 7 MB) comes
 * truncated; then each folder is asked for on its own. Links and submodules
 * are left out: their content is a path or a commit, not a file.
 */
async function listBlobs(
  octokit: Octokit,
  name: { owner: string; repo: string },
  tree: string,
  prefix: string,
): Promise<SourceTreeEntry[]> {
  const deep = await octokit.git.getTree({
    ...name,
    tree_sha: tree,
    recursive: '1',
  });
  if (!deep.data.truncated) return toEntries(deep.data.tree, prefix);

  const flat = await octokit.git.getTree({ ...name, tree_sha: tree });
  if (flat.data.truncated) {
    throw new Error(
      `${name.owner}/${name.repo}: the folder '${
        prefix || '/'
      }' has more files than the host can list. Split it.`,
    );
  }
  const entries = toEntries(flat.data.tree, prefix);
  for (const folder of flat.data.tree) {
    if (folder.type !== 'tree') continue;
    entries.push(
      ...(await listBlobs(
        octokit,
        name,
        folder.sha,
        `${prefix}${folder.path}/`,
      )),
    );
  }
  return entries;
}

function toEntries(
  tree: readonly {
    path: string;
    mode: string;
    type: string;
    sha: string;
    size?: number;
  }[],
  prefix: string,
): SourceTreeEntry[] {
  return tree.flatMap(entry =>
    entry.type === 'blob' && entry.mode !== '120000'
      ? [
          {
            path: `${prefix}${entry.path}`,
            oid: entry.sha,
            sizeBytes: entry.size ?? 0,
          },
        ]
      : [],
  );
}

function toSourceCommit(answer: CommitAnswer): SourceCommit {
  const { author, message } = answer.commit;
  return {
    sha: answer.sha,
    parents: answer.parents.map(parent => parent.sha),
    author: author?.name ?? 'unknown',
    authorEmail: author?.email ?? '',
    date: author?.date ?? '',
    message,
    url: answer.html_url,
  };
}
