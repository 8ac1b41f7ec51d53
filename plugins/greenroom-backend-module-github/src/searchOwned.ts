import type { Octokit } from '@octokit/rest';
import type { RepositoryAnswer } from './repositoryAnswer';

const PAGE = 100;
/** GitHub gives no more than the first thousand results of a search. */
const SEARCH_LIMIT = 1000;

/**
 * The repositories of an organisation that a search finds, all of them. A
 * repository that is not listed counts as gone, so a part is worse than none.
 *
 * @throws Error where the host finds more than it gives, or gave up half way
 */
export async function searchOwned(
  octokit: Octokit,
  organization: string,
  qualifiers: string,
): Promise<RepositoryAnswer[]> {
  const q = `${qualifiers} org:${organization}`;
  const found = new Map<number, RepositoryAnswer>();
  for (let page = 1; ; page += 1) {
    // Not by Octokit's pages: they drop the total, by which we tell whether we have all.
    const { data } = await octokit.search.repos({ q, per_page: PAGE, page });
    if (data.total_count > SEARCH_LIMIT) {
      throw new Error(
        `The search '${q}' finds ${data.total_count} repositories, and the host gives no more than ${SEARCH_LIMIT}. ` +
          `Narrow 'search' in greenroom.sources, or divide it into several sources.`,
      );
    }
    if (data.incomplete_results) {
      throw new Error(
        `The host did not finish the search '${q}'. It is asked again with the next sync.`,
      );
    }
    for (const repository of data.items) found.set(repository.id, repository);
    if (found.size >= data.total_count) return [...found.values()];
    if (data.items.length < PAGE) {
      throw new Error(
        `The search '${q}' changed while it was read: ${found.size} of ${data.total_count} repositories came. ` +
          `It is asked again with the next sync.`,
      );
    }
  }
}
