import type { CommitCheck } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { splitRepository } from './splitRepository';

/** What GitHub takes of a check's summary. */
const SUMMARY_LIMIT = 65_535;
/** What GitHub takes of a status's description. */
const DESCRIPTION_LIMIT = 140;

/** A status knows no neutral verdict. */
const STATES = {
  success: 'success',
  neutral: 'success',
  failure: 'failure',
  pending: 'pending',
} as const;

/**
 * Puts a check on a commit, over the one of the same name that is there. Only
 * GitHub Apps may make checks; with another token the verdict is a commit status,
 * which has no room for the summary.
 */
export async function postCheck(
  octokit: Octokit,
  check: CommitCheck,
): Promise<void> {
  const { commit, name, conclusion, title, summary, detailsUrl } = check;
  const repository = splitRepository(check.repository);
  const said = {
    ...repository,
    name,
    ...(conclusion === 'pending'
      ? { status: 'in_progress' as const }
      : { status: 'completed' as const, conclusion }),
    details_url: detailsUrl,
    output: { title, summary: summary.slice(0, SUMMARY_LIMIT) },
  };
  try {
    const { data } = await octokit.checks.listForRef({
      ...repository,
      ref: commit,
      check_name: name,
    });
    // A host that knows no filter gives the checks of everybody.
    const own = data.check_runs.find(each => each.name === name);
    if (own) await octokit.checks.update({ ...said, check_run_id: own.id });
    else await octokit.checks.create({ ...said, head_sha: commit });
  } catch (error) {
    if ((error as { status?: number }).status !== 403) throw error;
    await octokit.repos.createCommitStatus({
      ...repository,
      sha: commit,
      context: name,
      state: STATES[conclusion],
      description: title.slice(0, DESCRIPTION_LIMIT),
      target_url: detailsUrl,
    });
  }
}
