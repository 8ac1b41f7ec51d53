import {
  type ChangeCommit,
  ChangeRefusedError,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

type Name = { readonly owner: string; readonly repo: string };

type BranchCommits = Name & {
  readonly branch: string;
  /** The first commit goes on top of this one. */
  readonly onto: string;
  readonly commits: readonly ChangeCommit[];
  /** Stands in the message of every commit of ours for this change. */
  readonly marker: string;
};

type Commit = {
  readonly sha: string;
  readonly tree: string;
  readonly parent?: string;
  readonly message: string;
};

/**
 * Puts commits on a branch that is made for them, and returns the last. The
 * branch moves once, after all its commits are there. A branch that an earlier
 * attempt left is taken up: as it is, when it has this content; moved, when it
 * is still ours but its base is older.
 *
 * @throws ChangeRefusedError `branch-taken` when the branch holds somebody else's work
 */
export async function commitToNewBranch(
  octokit: Octokit,
  request: BranchCommits,
): Promise<string> {
  const { owner, repo, branch, onto, marker } = request;
  const name = { owner, repo };
  const trees = await writeTrees(octokit, request);

  const existing = await readBranch(octokit, name, branch);
  const there = existing && (await holds(octokit, name, existing, onto, trees));
  if (existing && there) return existing.sha;
  const isOurs = existing?.sha === onto || existing?.message.includes(marker);
  if (existing && !isOurs) throw branchTaken(name, branch);

  const sha = await writeCommits(octokit, request, trees);
  if (existing) {
    const force = existing.sha !== onto;
    await octokit.git.updateRef({
      ...name,
      ref: `heads/${branch}`,
      sha,
      force,
    });
    return sha;
  }
  try {
    await octokit.git.createRef({ ...name, ref: `refs/heads/${branch}`, sha });
    return sha;
  } catch (error) {
    // Made by another replica in this moment, or by us with a lost answer.
    const raced = await readBranch(octokit, name, branch);
    if (raced && (await holds(octokit, name, raced, onto, trees)))
      return raced.sha;
    if (raced) throw branchTaken(name, branch);
    throw error;
  }
}

/**
 * Puts further commits on a branch of ours that stands at `onto`, and returns
 * the last; does nothing where they are there already.
 *
 * @throws ChangeRefusedError `branch-gone` or `branch-moved`
 */
export async function commitToOpenBranch(
  octokit: Octokit,
  request: BranchCommits,
): Promise<string> {
  const { owner, repo, branch, onto } = request;
  const name = { owner, repo };
  const existing = await readBranch(octokit, name, branch);
  if (!existing) throw branchGone(name, branch);
  if (request.commits.length === 0) return existing.sha;
  const trees = await writeTrees(octokit, request);
  if (await holds(octokit, name, existing, onto, trees)) return existing.sha;
  if (existing.sha !== onto) throw branchMoved(name, branch);
  const sha = await writeCommits(octokit, request, trees);
  try {
    await octokit.git.updateRef({ ...name, ref: `heads/${branch}`, sha });
    return sha;
  } catch (error) {
    const raced = await readBranch(octokit, name, branch);
    if (!raced) throw branchGone(name, branch);
    if (await holds(octokit, name, raced, onto, trees)) return raced.sha;
    if (raced.sha !== onto) throw branchMoved(name, branch);
    throw error;
  }
}

/** Does the branch have commits of these contents on top of `onto`, and nothing since? */
async function holds(
  octokit: Octokit,
  name: Name,
  head: Commit,
  onto: string,
  trees: readonly string[],
): Promise<boolean> {
  let commit = head;
  for (const [i, tree] of [...trees.entries()].reverse()) {
    if (commit.tree !== tree || commit.parent === undefined) return false;
    if (i === 0) return commit.parent === onto;
    commit = await readCommit(octokit, name, commit.parent);
  }
  return false;
}

/** Blobs and trees are named by their content, so making them twice makes them once. */
async function writeTrees(
  octokit: Octokit,
  { owner, repo, onto, commits }: BranchCommits,
): Promise<string[]> {
  const name = { owner, repo };
  const base = await octokit.git.getCommit({ ...name, commit_sha: onto });
  const listing = await octokit.git.getTree({
    ...name,
    tree_sha: base.data.tree.sha,
    recursive: '1',
  });
  const modes = new Map(
    listing.data.tree.map(entry => [entry.path, entry.mode]),
  );
  const trees: string[] = [];
  for (const { edits } of commits) {
    const tree = [];
    for (const { path, content } of edits) {
      const blob = await octokit.git.createBlob({
        ...name,
        content: content.toString('base64'),
        encoding: 'base64',
      });
      const mode = modes.get(path) === '100755' ? '100755' : '100644';
      tree.push({ path, mode, type: 'blob', sha: blob.data.sha } as const);
    }
    const made = await octokit.git.createTree({
      ...name,
      base_tree: trees.at(-1) ?? base.data.tree.sha,
      tree,
    });
    trees.push(made.data.sha);
  }
  return trees;
}

async function writeCommits(
  octokit: Octokit,
  { owner, repo, onto, commits }: BranchCommits,
  trees: readonly string[],
): Promise<string> {
  let parent = onto;
  for (const [i, { message }] of commits.entries()) {
    const { data } = await octokit.git.createCommit({
      owner,
      repo,
      message,
      tree: trees[i],
      parents: [parent],
    });
    parent = data.sha;
  }
  return parent;
}

async function readBranch(
  octokit: Octokit,
  name: Name,
  branch: string,
): Promise<Commit | undefined> {
  try {
    const ref = await octokit.git.getRef({ ...name, ref: `heads/${branch}` });
    return await readCommit(octokit, name, ref.data.object.sha);
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

async function readCommit(
  octokit: Octokit,
  name: Name,
  sha: string,
): Promise<Commit> {
  const { data } = await octokit.git.getCommit({ ...name, commit_sha: sha });
  return {
    sha,
    tree: data.tree.sha,
    parent: data.parents[0]?.sha,
    message: data.message,
  };
}

function branchTaken({ owner, repo }: Name, branch: string) {
  return new ChangeRefusedError(
    'branch-taken',
    `The branch '${branch}' of ${owner}/${repo} exists and holds other work. ` +
      `Delete it on the host, then publish again.`,
  );
}

function branchMoved({ owner, repo }: Name, branch: string) {
  return new ChangeRefusedError(
    'branch-moved',
    `Somebody pushed to the branch '${branch}' of ${owner}/${repo} meanwhile. ` +
      `Update again: the changes are then made on top of theirs.`,
  );
}

function branchGone({ owner, repo }: Name, branch: string) {
  return new ChangeRefusedError(
    'branch-gone',
    `The branch '${branch}' of ${owner}/${repo} was deleted. ` +
      `Restore it on the host and update again, or take the decisions into a new basket.`,
  );
}
