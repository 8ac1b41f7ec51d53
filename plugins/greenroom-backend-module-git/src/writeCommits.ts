import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {
  ChangeCommit,
  Person,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Mirror } from './Mirror';

/** Who puts commits into a repository in the name of others. */
const COMMITTER = { name: 'Greenroom', email: 'greenroom@noreply.localhost' };

/** A commit that was made, and what it holds. */
export type WrittenCommit = { readonly sha: string; readonly tree: string };

/**
 * Makes commits on top of another, in the mirror alone. Only the edited files
 * are looked at: of all others their object ids are enough.
 *
 * @returns one a commit, in their order
 */
export async function writeCommits(
  mirror: Mirror,
  onto: string,
  commits: readonly ChangeCommit[],
  author: Person | undefined,
): Promise<readonly WrittenCommit[]> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-change-'));
  const environment = {
    GIT_INDEX_FILE: path.join(directory, 'index'),
    GIT_AUTHOR_NAME: author?.name || COMMITTER.name,
    GIT_AUTHOR_EMAIL: author?.email || COMMITTER.email,
    GIT_COMMITTER_NAME: COMMITTER.name,
    GIT_COMMITTER_EMAIL: COMMITTER.email,
  };
  const file = path.join(directory, 'content');
  try {
    await mirror.write(['read-tree', mirror.assertObjectId(onto)], environment);
    const written: WrittenCommit[] = [];
    for (const { message, edits } of commits) {
      for (const edit of edits) {
        await writeFile(file, edit.content);
        const oid = await mirror.write([
          'hash-object',
          '-w',
          '--no-filters',
          file,
        ]);
        const mode = await modeOf(mirror, onto, edit.path);
        await mirror.write(
          [
            'update-index',
            '--add',
            '--cacheinfo',
            `${mode},${oid},${edit.path}`,
          ],
          environment,
        );
      }
      // The blobs of other files are not in the mirror.
      const tree = await mirror.write(
        ['write-tree', '--missing-ok'],
        environment,
      );
      await writeFile(file, message);
      const parent = written.at(-1)?.sha ?? onto;
      const sha = await mirror.write(
        ['commit-tree', tree, '-p', parent, '-F', file],
        environment,
      );
      written.push({ sha, tree });
    }
    return written;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function modeOf(mirror: Mirror, commit: string, file: string) {
  const entry = await mirror.write(['ls-tree', commit, '--', file]);
  return entry.startsWith('100755') ? '100755' : '100644';
}
