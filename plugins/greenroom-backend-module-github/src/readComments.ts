import type { PullRequestComment } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

const PAGE = 100;
/** Longer comments are cut: the whole of one is on the host. */
const BODY_LIMIT = 4_000;

const VERDICTS: Readonly<
  Record<string, NonNullable<PullRequestComment['verdict']>>
> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** What was said below a pull request, in reviews of it and beside its lines; oldest first. */
export async function readComments(
  octokit: Octokit,
  name: { readonly owner: string; readonly repo: string },
  number: number,
): Promise<PullRequestComment[]> {
  const common = { ...name, per_page: PAGE };
  const [below, reviews, beside] = await Promise.all([
    octokit.paginate(octokit.issues.listComments, {
      ...common,
      issue_number: number,
    }),
    octokit.paginate(octokit.pulls.listReviews, {
      ...common,
      pull_number: number,
    }),
    octokit.paginate(octokit.pulls.listReviewComments, {
      ...common,
      pull_number: number,
    }),
  ]);
  const comments: PullRequestComment[] = [
    ...below.map(comment => ({
      ...said(comment.body, comment.user),
      id: `comment-${comment.id}`,
      at: comment.created_at,
      url: comment.html_url,
    })),
    ...reviews
      // One that only holds comments beside lines says nothing itself; a pending one is its author's.
      .filter(
        ({ state, body }) =>
          state !== 'PENDING' && (state !== 'COMMENTED' || body !== ''),
      )
      .map(review => ({
        ...said(review.body, review.user),
        id: `review-${review.id}`,
        at: review.submitted_at ?? '',
        url: review.html_url,
        verdict: VERDICTS[review.state],
      })),
    ...beside.map(comment => ({
      ...said(comment.body, comment.user),
      id: `line-${comment.id}`,
      at: comment.created_at,
      url: comment.html_url,
      place: { path: comment.path, line: comment.line ?? undefined },
    })),
  ];
  return comments.sort(
    (a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id),
  );
}

function said(
  body: string | undefined | null,
  user: { readonly login: string } | null,
) {
  return {
    author: user?.login ?? 'ghost',
    body: (body ?? '').slice(0, BODY_LIMIT),
  };
}
