import type { NewComment } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

const PAGE = 100;

/** Below a pull request, where no comment has its marker; one that has is given back. */
export async function postComment(
  octokit: Octokit,
  name: { readonly owner: string; readonly repo: string },
  number: number,
  { body, marker }: NewComment,
): Promise<{ readonly url: string }> {
  const place = { ...name, issue_number: number };
  const said = await octokit.paginate(octokit.issues.listComments, {
    ...place,
    per_page: PAGE,
  });
  const known = said.find(comment => comment.body?.includes(marker));
  if (known) return { url: known.html_url };
  const { data } = await octokit.issues.createComment({ ...place, body });
  return { url: data.html_url };
}
