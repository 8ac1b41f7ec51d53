import type { Comparison } from './compareRows';
import type { Issue } from './Issue';
import type { LabelledRow } from './readLabels';
import type { RowGroup } from './RowGroup';

/** Issues of rows that are the same, or nearly, and of rows unlike all others. */
export function groupIssues(
  { duplicates, outliers, graph }: Comparison,
  groups: readonly RowGroup[],
  rows: readonly LabelledRow[],
  classes: readonly string[],
): Issue[] {
  const of = (kind: RowGroup['kind']) =>
    groups.filter(group => group.kind === kind);
  return [
    ...of('conflict').flatMap(group => conflictIssues(group, rows, classes)),
    ...outliers.outliers.map(
      (row): Issue => ({
        row,
        kind: 'outlier',
        score: outliers.scores[row],
        why: `Its ${graph.k} nearest rows are ${times(
          outliers.meanDistances[row] / outliers.limit,
        )} as far away as the furthest of ordinary rows.`,
      }),
    ),
    ...of('exact_duplicate').flatMap(group =>
      duplicateIssues(group, rows, duplicates.scores),
    ),
    ...of('near_duplicate').flatMap(group =>
      duplicateIssues(group, rows, duplicates.scores),
    ),
  ];
}

/** Which label of a group is right, only people can say; one that most of its rows have is suggested to the others. */
function conflictIssues(
  { id, rows: members }: RowGroup,
  rows: readonly LabelledRow[],
  classes: readonly string[],
): Issue[] {
  const counts = new Map<number, number>();
  for (const row of members)
    counts.set(rows[row].label, (counts.get(rows[row].label) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const [[most, count]] = ranked;
  const isSettled = ranked[1] === undefined || ranked[1][1] < count;
  const said = ranked
    .map(([label, n]) => `${n} × ${classes[label]}`)
    .join(', ');
  return members.map(
    (row): Issue => ({
      row,
      kind: 'conflict',
      suggested: isSettled && rows[row].label !== most ? most : undefined,
      score: counts.get(rows[row].label)! / members.length,
      why: `${members.length} rows with the same or nearly the same input are labelled ${said}.`,
      group: id,
    }),
  );
}

function duplicateIssues(
  { id, kind, rows: members }: RowGroup,
  rows: readonly LabelledRow[],
  scores: Float64Array,
): Issue[] {
  const alike = kind === 'exact_duplicate' ? 'the same' : 'nearly the same';
  return members.map((row): Issue => {
    const splits = new Set(
      members.flatMap(other =>
        rows[other].split === rows[row].split ? [] : [rows[other].split],
      ),
    );
    const elsewhere =
      splits.size > 0 ? `, also in ${[...splits].sort().join(', ')}` : '';
    return {
      row,
      kind: kind === 'exact_duplicate' ? 'exact_duplicate' : 'near_duplicate',
      score: scores[row],
      why: `${members.length} rows have ${alike} input${elsewhere}.`,
      group: id,
    };
  });
}

function times(ratio: number): string {
  return `${ratio.toFixed(1)} times`;
}
