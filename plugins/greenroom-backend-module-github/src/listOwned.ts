import type { Octokit } from '@octokit/rest';
import type { RepositoryAnswer } from './repositoryAnswer';

const PAGE = 100;

/** All repositories of an organisation or, where there is none of that name, of a person. */
export async function listOwned(
  octokit: Octokit,
  owner: string,
): Promise<RepositoryAnswer[]> {
  try {
    return await octokit.paginate(octokit.repos.listForOrg, {
      org: owner,
      per_page: PAGE,
    });
  } catch (error) {
    // Not an organisation this token may see: it may be a person's account.
    if ((error as { status?: number }).status !== 404) throw error;
    return octokit.paginate(octokit.repos.listForUser, {
      username: owner,
      type: 'owner',
      per_page: PAGE,
    });
  }
}
