import type { SeedCommit, SeedRepository } from '@greenroom/catalog';
import type { GithubApi } from './GithubApi';

/** Files of a repository by path, as object ids. */
type Files = Map<string, string>;

/** Creates the commits of a repository with their real object ids and points its branch at the last. */
export async function seedRepository(
  api: GithubApi,
  organisation: string,
  repository: SeedRepository,
): Promise<string> {
  const base = `/repos/${organisation}/${repository.name}`;
  const files: Files = new Map();
  let parent: string | undefined;
  for (const commit of repository.commits) {
    await applyFiles(api, base, files, commit);
    parent = await createCommit(api, base, files, parent, {
      message: commit.message,
      name: commit.author.name,
      email: commit.author.email,
      date: commit.date,
    });
    if (commit.tag) {
      await api.request('POST', `${base}/git/refs`, {
        ref: `refs/tags/${commit.tag}`,
        sha: parent,
      });
    }
  }
  if (!parent)
    throw new Error(`The repository ${repository.name} has no commit.`);
  await pointBranch(api, base, 'main', parent);
  return parent;
}

async function applyFiles(
  api: GithubApi,
  base: string,
  files: Files,
  commit: SeedCommit,
) {
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) {
      files.delete(path);
      continue;
    }
    const blob = await api.request<{ sha: string }>(
      'POST',
      `${base}/git/blobs`,
      {
        content: content.toString('base64'),
        encoding: 'base64',
      },
    );
    files.set(path, blob.sha);
  }
}

/** A commit of a whole tree. */
export async function createCommit(
  api: GithubApi,
  base: string,
  files: ReadonlyMap<string, string>,
  parent: string | undefined,
  words: { message: string; name: string; email: string; date: string },
): Promise<string> {
  const tree = await api.request<{ sha: string }>('POST', `${base}/git/trees`, {
    tree: [...files].map(([path, sha]) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha,
    })),
  });
  const person = { name: words.name, email: words.email, date: words.date };
  const commit = await api.request<{ sha: string }>(
    'POST',
    `${base}/git/commits`,
    {
      message: words.message,
      tree: tree.sha,
      parents: parent ? [parent] : [],
      author: person,
      committer: person,
    },
  );
  api.signed.add(commit.sha);
  return commit.sha;
}

export async function pointBranch(
  api: GithubApi,
  base: string,
  branch: string,
  sha: string,
) {
  const exists = await api
    .get(`${base}/git/ref/heads/${branch}`)
    .then(() => true)
    .catch(() => false);
  if (exists) {
    await api.request('PATCH', `${base}/git/refs/heads/${branch}`, {
      sha,
      force: true,
    });
  } else {
    await api.request('POST', `${base}/git/refs`, {
      ref: `refs/heads/${branch}`,
      sha,
    });
  }
}
