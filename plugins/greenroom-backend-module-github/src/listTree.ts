import type { SourceTreeEntry } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { splitRepository } from './splitRepository';

type TreeAnswerEntry = {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
};

const LINK_MODE = '120000';
const SUBMODULE_MODE = '160000';

/**
 * Files, links and submodules below a tree, or below the tree of a commit. A
 * tree of more than 100,000 entries (or 7 MB) comes truncated; then each
 * folder is asked for on its own.
 */
export async function listTree(
  octokit: Octokit,
  repository: string,
  tree: string,
  prefix: string = '',
): Promise<SourceTreeEntry[]> {
  const name = splitRepository(repository);
  const deep = await octokit.git.getTree({
    ...name,
    tree_sha: tree,
    recursive: '1',
  });
  if (!deep.data.truncated) return toEntries(deep.data.tree, prefix);

  const flat = await octokit.git.getTree({ ...name, tree_sha: tree });
  if (flat.data.truncated) {
    throw new Error(
      `${repository}: the folder '${
        prefix || '/'
      }' has more files than the host can list. Split it.`,
    );
  }
  const entries = toEntries(flat.data.tree, prefix);
  for (const folder of flat.data.tree) {
    if (folder.type !== 'tree') continue;
    const below = `${prefix}${folder.path}/`;
    // Not `push(...)`: the arguments of a call are limited, and folders here are large.
    for (const entry of await listTree(
      octokit,
      repository,
      folder.sha,
      below,
    )) {
      entries.push(entry);
    }
  }
  return entries;
}

function toEntries(
  tree: readonly TreeAnswerEntry[],
  prefix: string,
): SourceTreeEntry[] {
  return tree
    .filter(entry => entry.type !== 'tree')
    .map(entry => ({
      path: `${prefix}${entry.path}`,
      oid: entry.sha,
      type: entryType(entry),
      ...(entry.size === undefined ? {} : { sizeBytes: entry.size }),
    }));
}

function entryType(entry: TreeAnswerEntry): SourceTreeEntry['type'] {
  if (entry.type === 'commit' || entry.mode === SUBMODULE_MODE) {
    return 'submodule';
  }
  return entry.mode === LINK_MODE ? 'symlink' : 'file';
}
