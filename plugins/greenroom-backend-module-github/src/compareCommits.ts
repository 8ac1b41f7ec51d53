import type {
  SourceCommit,
  SourceComparison,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { toSourceCommit } from './sourceCommit';
import { splitRepository } from './splitRepository';

const PAGE = 100;
/** GitHub names no more files of a comparison; this many may be a part. */
const FILES_LIMIT = 300;

/**
 * How a branch moved. The host compares the head with the merge base, so after
 * a force push its files leave out what only the base had changed: then the
 * paths are left undefined, as where the host cut the list short.
 *
 * @throws Error where the host no longer knows the base
 */
export async function compareCommits(
  octokit: Octokit,
  repository: string,
  base: string,
  head: string,
): Promise<SourceComparison> {
  const commits: SourceCommit[] = [];
  let first: Awaited<ReturnType<typeof askForPage>> | undefined;
  for (let page = 1; ; page += 1) {
    const data = await askForPage(octokit, repository, base, head, page);
    // Files come with the first page only.
    first ??= data;
    commits.push(...data.commits.map(toSourceCommit));
    if (commits.length >= data.total_commits || data.commits.length === 0) {
      break;
    }
  }
  const { status, files = [] } = first;
  const forced = status === 'behind' || status === 'diverged';
  if (forced || files.length >= FILES_LIMIT) return { status, commits };
  const paths = files.flatMap(file =>
    file.previous_filename
      ? [file.previous_filename, file.filename]
      : [file.filename],
  );
  return { status, commits, paths: [...new Set(paths)] };
}

async function askForPage(
  octokit: Octokit,
  repository: string,
  base: string,
  head: string,
  page: number,
) {
  try {
    const { data } = await octokit.repos.compareCommitsWithBasehead({
      ...splitRepository(repository),
      basehead: `${base}...${head}`,
      per_page: PAGE,
      page,
    });
    return data;
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    throw new Error(
      `${repository}: the host no longer knows the commit ${base}, or it shares no history with ${head}.`,
      { cause: error },
    );
  }
}
