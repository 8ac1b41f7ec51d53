import type { Labelling } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';

const PAGE = 100;

/**
 * Who set a label on a pull request last, from the host's own list of what
 * happened to it. What was labelled before a force push was another branch.
 */
export async function findLabelling(
  octokit: Octokit,
  name: { readonly owner: string; readonly repo: string },
  number: number,
  label: string,
): Promise<Labelling | undefined> {
  const events = await octokit.paginate(octokit.issues.listEvents, {
    ...name,
    issue_number: number,
    per_page: PAGE,
  });
  const last = events.findLast(
    each =>
      each.event === 'head_ref_force_pushed' ||
      (each.event === 'labeled' &&
        'label' in each &&
        each.label.name === label),
  );
  if (last?.event !== 'labeled' || !last.actor) return undefined;
  return { id: String(last.id), by: last.actor.login };
}
