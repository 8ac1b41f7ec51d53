import { ConflictError } from '@backstage/errors';
import type { FileEdit } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

type Name = { readonly owner: string; readonly repo: string };

type BranchCommit = Name & {
  readonly branch: string;
  readonly baseCommit: string;
  readonly message: string;
  readonly edits: readonly FileEdit[];
};

/**
 * Puts one commit with the edits on a branch and returns its id. Blobs and
 * trees are named by their content, so making them twice makes them once. A
 * branch that an earlier attempt left is taken up: as it is, when it has this
 * content; moved, when it is still ours but its base is older.
 *
 * @throws ConflictError when the branch holds somebody else's work
 */
export async function commitToBranch(
  octokit: Octokit,
  request: BranchCommit,
): Promise<string> {
  const { branch, baseCommit, message } = request;
  const name = { owner: request.owner, repo: request.repo };
  const tree = await writeTree(octokit, name, baseCommit, request.edits);

  const existing = await readBranch(octokit, name, branch);
  if (existing?.tree === tree && existing.parent === baseCommit) {
    return existing.sha;
  }
  const ours = existing?.sha === baseCommit || existing?.message === message;
  if (existing && !ours) throw foreignBranch(name, branch);

  const commit = await octokit.git.createCommit({
    ...name,
    message,
    tree,
    parents: [baseCommit],
  });
  const { sha } = commit.data;
  if (existing) {
    await octokit.git.updateRef({
      ...name,
      ref: `heads/${branch}`,
      sha,
      force: existing.sha !== baseCommit,
    });
    return sha;
  }
  try {
    await octokit.git.createRef({ ...name, ref: `refs/heads/${branch}`, sha });
    return sha;
  } catch (error) {
    // Made by another replica in this moment, or by us with a lost answer.
    const raced = await readBranch(octokit, name, branch);
    if (raced?.tree === tree && raced.parent === baseCommit) return raced.sha;
    if (raced) throw foreignBranch(name, branch);
    throw error;
  }
}

async function writeTree(
  octokit: Octokit,
  name: Name,
  baseCommit: string,
  edits: readonly FileEdit[],
): Promise<string> {
  const base = await octokit.git.getCommit({ ...name, commit_sha: baseCommit });
  const baseTree = base.data.tree.sha;
  const listing = await octokit.git.getTree({
    ...name,
    tree_sha: baseTree,
    recursive: '1',
  });
  const modes = new Map(
    listing.data.tree.map(entry => [entry.path, entry.mode]),
  );
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
    base_tree: baseTree,
    tree,
  });
  return made.data.sha;
}

async function readBranch(octokit: Octokit, name: Name, branch: string) {
  try {
    const ref = await octokit.git.getRef({ ...name, ref: `heads/${branch}` });
    const { sha } = ref.data.object;
    const { data } = await octokit.git.getCommit({ ...name, commit_sha: sha });
    return {
      sha,
      tree: data.tree.sha,
      parent: data.parents[0]?.sha,
      message: data.message,
    };
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

function foreignBranch(name: Name, branch: string): ConflictError {
  return new ConflictError(
    `The branch '${branch}' of ${name.owner}/${name.repo} exists and holds other work. ` +
      `Delete it on the host, then publish again.`,
  );
}
