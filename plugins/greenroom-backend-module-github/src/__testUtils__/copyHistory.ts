import type { Octokit } from '@octokit/rest';

type Name = { readonly owner: string; readonly repo: string };

/** Gives a fork the commits of its origin, which GitHub's forks share and the emulator's do not. */
export async function copyHistory(
  octokit: Octokit,
  from: Name,
  to: Name,
): Promise<void> {
  const { data } = await octokit.repos.listCommits({ ...from, per_page: 100 });
  for (const { sha } of data.reverse()) {
    const commit = await octokit.git.getCommit({ ...from, commit_sha: sha });
    const listing = await octokit.git.getTree({
      ...from,
      tree_sha: commit.data.tree.sha,
      recursive: '1',
    });
    const tree = [];
    for (const entry of listing.data.tree) {
      if (entry.type !== 'blob') continue;
      const blob = await octokit.git.getBlob({ ...from, file_sha: entry.sha! });
      const made = await octokit.git.createBlob({
        ...to,
        content: blob.data.content,
        encoding: 'base64',
      });
      tree.push({
        path: entry.path!,
        mode: '100644' as const,
        type: 'blob' as const,
        sha: made.data.sha,
      });
    }
    const { data: made } = await octokit.git.createTree({ ...to, tree });
    const { author, committer, message, parents } = commit.data;
    await octokit.git.createCommit({
      ...to,
      message,
      tree: made.sha,
      parents: parents.map(parent => parent.sha),
      author,
      committer,
    });
  }
}
