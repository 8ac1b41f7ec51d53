/** The emulator's REST API as the host itself uses it: as an administrator. */
export class GithubApi {
  /** Commits whose signature the host verified: those of its own people. The emulator says of all that they are unsigned. */
  readonly signed = new Set<string>();

  constructor(
    readonly url: string,
    /** Asked for each request. */
    readonly token: () => string,
  ) {}

  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `token ${this.token()}`,
        accept: 'application/vnd.github+json',
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path} answered ${response.status}: ${(
          await response.text()
        ).slice(0, 300)}`,
      );
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.request<T>('GET', path);
  }
}

export type ApiCommit = {
  sha: string;
  html_url: string;
  commit: {
    message: string;
    author: { name: string; email: string; date: string };
    tree: { sha: string };
  };
  parents: { sha: string }[];
  files?: {
    filename: string;
    status: string;
    patch?: string;
    additions: number;
    deletions: number;
  }[];
};
export type ApiPull = {
  number: number;
  title: string;
  body: string | null;
  state: string;
  merged: boolean;
  merge_commit_sha: string | null;
  html_url: string;
  user: { login: string };
  head: { ref: string; sha: string };
  base: { ref: string; sha: string };
};
/** Whose branch a pull request is of. */
export type ApiPullHead = {
  head: { ref: string; repo: { full_name: string } | null };
};
export type ApiChecks = {
  check_runs: {
    name: string;
    conclusion: string | null;
    details_url: string | null;
    output: { title: string | null; summary: string | null };
  }[];
};
export type ApiRepository = {
  full_name: string;
  html_url: string;
  default_branch: string;
  description: string | null;
  pushed_at: string;
};
export type ApiTree = {
  sha: string;
  tree: {
    path: string;
    mode: string;
    type: string;
    sha: string;
    size?: number;
  }[];
};
