import { labelIssueKindSchema } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsResult } from '../../AnalysisStore';
import type { Issue } from './Issue';
import type { LabelledRow } from './readLabels';

export type IssueSummary = Pick<
  LabelsResult,
  | 'issues'
  | 'labelsOk'
  | 'transitions'
  | 'byKind'
  | 'byClass'
  | 'byAnnotator'
  | 'ambiguousPairs'
>;

type Found = {
  /** Of labels that are likely wrong, or too close to call; one a row. */
  readonly doubts: readonly Issue[];
  /** All, with those. */
  readonly issues: readonly Issue[];
};

/**
 * What the issues add up to.
 *
 * @param judged - rows that were judged
 */
export function summariseIssues(
  { doubts, issues }: Found,
  rows: readonly LabelledRow[],
  judged: readonly number[],
  classes: readonly string[],
): IssueSummary {
  const nameOf = (label: number) => classes[label];
  const pairsOf = (some: readonly Issue[]) =>
    some.flatMap(({ row, suggested }) =>
      suggested === undefined ? [] : [[rows[row].label, suggested]],
    );
  return {
    issues: doubts.length,
    ...(judged.length > 0
      ? {
          labelsOk: {
            value: 1 - doubts.length / judged.length,
            n: judged.length,
          },
        }
      : {}),
    transitions: counted(pairsOf(doubts).map(pair => pair.map(nameOf))).map(
      ([[given, suggested], count]) => ({ given, suggested, count }),
    ),
    byKind: labelIssueKindSchema.options.map(kind => ({
      kind,
      count: issues.filter(issue => issue.kind === kind).length,
    })),
    byClass: byClass(rows, doubts, judged, classes),
    byAnnotator: byAnnotator(rows, doubts, judged),
    ambiguousPairs: counted(
      pairsOf(issues.filter(({ kind }) => kind === 'ambiguous')).map(pair =>
        pair.sort((a, b) => a - b).map(nameOf),
      ),
    ).map(([[a, b], count]) => ({ a, b, count })),
  };
}

/** Each different list of names with its count, the most frequent first. */
function counted(
  lists: readonly (readonly string[])[],
): (readonly [readonly string[], number])[] {
  const counts = new Map<string, number>();
  for (const names of lists) {
    const id = JSON.stringify(names);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .map(([id, count]) => [JSON.parse(id) as string[], count] as const)
    .sort(
      ([a, n], [b, m]) =>
        m - n || a[0].localeCompare(b[0]) || a[1].localeCompare(b[1]),
    );
}

function byClass(
  rows: readonly LabelledRow[],
  doubts: readonly Issue[],
  judged: readonly number[],
  classes: readonly string[],
): IssueSummary['byClass'] {
  const counts = classes.map(label => ({
    label,
    rows: 0,
    wrong: 0,
    missing: 0,
  }));
  for (const row of judged) counts[rows[row].label].rows++;
  for (const { row, kind, suggested } of doubts) {
    if (kind !== 'label_error') continue;
    counts[rows[row].label].wrong++;
    if (suggested !== undefined) counts[suggested].missing++;
  }
  return counts;
}

function byAnnotator(
  rows: readonly LabelledRow[],
  doubts: readonly Issue[],
  judged: readonly number[],
): IssueSummary['byAnnotator'] {
  const counts = new Map<
    string,
    { annotator: string; rows: number; issues: number }
  >();
  const of = (annotator: string) => {
    const entry = counts.get(annotator) ?? { annotator, rows: 0, issues: 0 };
    counts.set(annotator, entry);
    return entry;
  };
  for (const row of judged) {
    const { annotator } = rows[row];
    if (annotator) of(annotator).rows++;
  }
  for (const { row } of doubts) {
    const { annotator } = rows[row];
    if (annotator) of(annotator).issues++;
  }
  return [...counts.values()].sort(
    (a, b) => b.issues / b.rows - a.issues / a.rows,
  );
}
