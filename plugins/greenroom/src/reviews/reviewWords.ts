import type {
  Review,
  ReviewDecision,
  ReviewSectionName,
  ReviewSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import type { Tone } from '../components/StatusBadge';

export const SECTION_TITLES: Readonly<Record<ReviewSectionName, string>> = {
  lineage: 'Lineage',
  checks: 'Policy checks',
  evaluation: 'Evaluation',
  slices: 'Slices and fairness',
  'label-quality': 'Label quality',
  changes: 'Since the last approval',
  card: 'Card',
};

export const DECISION_TITLES: Readonly<Record<ReviewDecision, string>> = {
  approved: 'Approve',
  'approved with conditions': 'Approve with conditions',
  rejected: 'Reject',
};

/** "user:default/mira" → "mira". */
export function personName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1).replace(/^(group|user):/, '');
}

/** A name and version, as a person says them. */
export function reviewTitle({
  name,
  semver,
  revision,
}: Pick<ReviewSummary, 'name' | 'semver' | 'revision'>): string {
  return `${name} ${semver ?? revision.slice(0, 7)}`;
}

/** Where a review stands, in a few words. */
export function standingWords(
  review: Pick<ReviewSummary, 'state' | 'decision' | 'standing' | 'missing'>,
): { readonly words: string; readonly tone: Tone } {
  const { state, decision, standing, missing } = review;
  if (state === 'withdrawn') return { words: 'withdrawn', tone: 'neutral' };
  switch (standing.state) {
    case 'undecided':
      return {
        words: `waits for ${plural(missing, 'signature')}`,
        tone: 'working',
      };
    case 'rejected':
      return { words: 'rejected', tone: 'bad' };
    case 'expired':
      return {
        words: `${decision}, ended ${standing.since.slice(0, 10)}`,
        tone: 'warning',
      };
    case 'outdated':
      return { words: `${decision}, to be reviewed again`, tone: 'warning' };
    case 'stands':
      return {
        words:
          state === 'in git'
            ? `${decision}, in git`
            : `${decision}, not merged`,
        tone: state === 'in git' ? 'good' : 'working',
      };
    default:
      throw new Error(`There is no standing ${standing satisfies never}.`);
  }
}

/** The finding of a page: what it waits for, or what was decided. */
export function reviewFinding(review: Review): string {
  const title = reviewTitle(review);
  const { standing, sections, questions } = review;
  if (review.state === 'withdrawn')
    return `The review of ${title} was withdrawn`;
  if (standing.state === 'outdated')
    return `${title} was ${review.decision}, and what that rested on is another now`;
  if (standing.state === 'expired')
    return `The approval of ${title} ended on ${standing.since.slice(0, 10)}`;
  if (review.decision !== undefined) return `${title} is ${review.decision}`;
  const bad = sections.filter(({ verdict }) => verdict === 'bad').length;
  const open = questions.filter(({ answers }) => answers.length === 0).length;
  return [
    `${title} waits for ${plural(review.missing, 'signature')}`,
    ...(bad > 0 ? [`${plural(bad, 'section')} show something bad`] : []),
    ...(open > 0 ? [`${plural(open, 'question')} are open`] : []),
  ].join('; ');
}

/** What the queue comes to. */
export function queueFinding(items: readonly ReviewSummary[]): string {
  const open = items.filter(({ state }) => state === 'open');
  const mine = open.filter(({ waitsForMe }) => waitsForMe).length;
  const outdated = items.filter(
    ({ standing }) =>
      standing.state === 'outdated' || standing.state === 'expired',
  ).length;
  return [
    open.length === 0
      ? 'No version waits for a review'
      : `${plural(open.length, 'version')} ${
          open.length === 1 ? 'waits' : 'wait'
        } for a review${mine > 0 ? `, ${mine} of them for you` : ''}`,
    ...(outdated > 0
      ? [
          `${plural(outdated, 'approval')} ${
            outdated === 1 ? 'counts' : 'count'
          } no more`,
        ]
      : []),
  ].join('; ');
}
