import type {
  PullRequest,
  PullRequestText,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

type Name = { readonly owner: string; readonly repo: string };

/**
 * Puts the labels on a pull request and asks its reviewers. What the host does
 * not take is left out: an unknown person or team, the author, a label nobody
 * here may set. A pull request without them is one all the same.
 *
 * @param octokits - whoever may do it, the person first
 */
export async function askReviewers(
  octokits: readonly Octokit[],
  name: Name,
  pull: PullRequest & { readonly number: number },
  { labels, reviewers }: Pick<PullRequestText, 'labels' | 'reviewers'>,
): Promise<void> {
  const newLabels = labels.filter(label => !pull.labels.includes(label));
  if (newLabels.length > 0) {
    await firstThatMay(octokits, octokit =>
      octokit.issues.addLabels({
        ...name,
        issue_number: pull.number,
        labels: newLabels,
      }),
    );
  }
  const asked = [pull.author, ...pull.requestedReviewers].map(lower);
  // One at a time: the host refuses all for the sake of one.
  for (const reviewer of reviewers.filter(
    each => !asked.includes(lower(each)),
  )) {
    const [, team] = reviewer.split('/');
    await firstThatMay(octokits, octokit =>
      octokit.pulls.requestReviewers({
        ...name,
        pull_number: pull.number,
        ...(team ? { team_reviewers: [team] } : { reviewers: [reviewer] }),
      }),
    );
  }
}

async function firstThatMay(
  octokits: readonly Octokit[],
  ask: (octokit: Octokit) => Promise<unknown>,
): Promise<void> {
  for (const octokit of octokits) {
    try {
      await ask(octokit);
      return;
    } catch (error) {
      const { status } = error as { status?: number };
      if (status !== 403 && status !== 404 && status !== 422) throw error;
    }
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}
