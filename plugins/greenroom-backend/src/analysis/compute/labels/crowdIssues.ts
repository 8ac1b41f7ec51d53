import type { Issue } from './Issue';
import { entropyOf, type Judgement } from './Judgement';
import type { Crowd } from './judgeCrowd';
import type { LabelledRow } from './readLabels';

/** Where the most given label leads the next by less than this share, people are not agreed. */
const SPLIT_MARGIN = 0.2;
/** A model above half of the most there can be does not know either. */
const UNSURE_ENTROPY = 0.5;

/**
 * Rows whose consensus is another label than the given one, and rows on which
 * people are split and the model (where there is one) is unsure: these ask for a
 * sharper guideline. The worst first.
 */
export function crowdIssues(
  { annotations, consensus, rows: chosen }: Crowd,
  rows: readonly LabelledRow[],
  judgement: Judgement,
  classes: readonly string[],
): Issue[] {
  const issues = chosen.flatMap((row, place): Issue[] => {
    const votes = votesOf(annotations, place);
    if (votes.length === 0) return [];
    const given = rows[row].label;
    const total = votes.reduce((sum, { count }) => sum + count, 0);
    const said = votes
      .map(({ label, count }) => `${count} say ${classes[label]}`)
      .join(', ');
    if (isSplit(votes, total) && isUnsure(judgement.of(row))) {
      const other = votes.find(({ label }) => label !== given)!;
      return [
        {
          row,
          kind: 'ambiguous',
          suggested: other.label,
          score:
            (votes.find(({ label }) => label === given)?.count ?? 0) / total,
          why: `Of ${total} annotators ${said}: sharpen the guideline.`,
        },
      ];
    }
    const settled = consensus.labels[place];
    if (settled < 0 || settled === given) return [];
    const agreed = votes.find(({ label }) => label === settled)?.count ?? 0;
    return [
      {
        row,
        kind: 'label_error',
        suggested: settled,
        score: Math.max(0, 1 - consensus.quality[place]),
        why: `${agreed} of ${total} annotators say ${classes[settled]}.`,
      },
    ];
  });
  return issues.sort(
    (a, b) =>
      // A wrong label is worse than an unclear one.
      Number(a.kind === 'ambiguous') - Number(b.kind === 'ambiguous') ||
      a.score - b.score ||
      a.row - b.row,
  );
}

/** What is said of a row by people and by a model is one issue; people go first. */
export function withCrowd(
  byPeople: readonly Issue[],
  byModel: readonly Issue[],
): Issue[] {
  const model = new Map(byModel.map(issue => [issue.row, issue]));
  const voted = new Set(byPeople.map(({ row }) => row));
  return [
    ...byPeople.map(issue => {
      const also = model.get(issue.row);
      return also ? { ...issue, why: `${issue.why} ${also.why}` } : issue;
    }),
    ...byModel.filter(({ row }) => !voted.has(row)),
  ];
}

/** Labels with how many gave them, the most frequent first, the lowest of equals first. */
function votesOf(
  { rowStarts, label }: Crowd['annotations'],
  place: number,
): { readonly label: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (let t = rowStarts[place]; t < rowStarts[place + 1]; t++)
    counts.set(label[t], (counts.get(label[t]) ?? 0) + 1);
  return [...counts]
    .map(([each, count]) => ({ label: each, count }))
    .sort((a, b) => b.count - a.count || a.label - b.label);
}

function isSplit(votes: ReturnType<typeof votesOf>, total: number): boolean {
  return (
    votes.length > 1 && (votes[0].count - votes[1].count) / total < SPLIT_MARGIN
  );
}

function isUnsure(probabilities: Float64Array | undefined): boolean {
  return !probabilities || entropyOf(probabilities) >= UNSURE_ENTROPY;
}
