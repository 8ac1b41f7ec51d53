import type { ChangedFile } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

const PAGE = 100;
/** GitHub names no more files of a pull request; this many may be a part. */
const FILES_LIMIT = 3_000;

/** Undefined where the host may have cut the list short. */
export async function listChangedFiles(
  octokit: Octokit,
  name: { readonly owner: string; readonly repo: string },
  number: number,
): Promise<ChangedFile[] | undefined> {
  const files = await octokit.paginate(octokit.pulls.listFiles, {
    ...name,
    pull_number: number,
    per_page: PAGE,
  });
  if (files.length >= FILES_LIMIT) return undefined;
  return files
    .filter(({ status }) => status !== 'unchanged')
    .map(({ filename, status, previous_filename: previousPath }) => ({
      path: filename,
      status: statusOf(status),
      previousPath: status === 'renamed' ? previousPath : undefined,
    }));
}

/** A copy is a new file to us; a changed mode is a modification. */
function statusOf(status: string): ChangedFile['status'] {
  switch (status) {
    case 'removed':
    case 'renamed':
      return status;
    case 'added':
    case 'copied':
      return 'added';
    default:
      return 'modified';
  }
}
