import type { Neighbour } from '@greenroom/backstage-plugin-greenroom-common';
import type { NeighbourGraph } from '@greenroom/label-quality';
import type { Issue, IssueRecord } from './Issue';
import {
  entropyOf,
  type Judgement,
  likeliest,
  likeliestOther,
} from './Judgement';
import type { LabelledRow } from './readLabels';
import type { WrittenRecord } from './writeRecords';

/** Classes that a row is shown with. */
const LIKELY = 10;
/** Digits that people and thresholds can use. */
const DIGITS = 6;

/** All that was found out, before it is written. */
export type Judged = {
  readonly rows: readonly LabelledRow[];
  readonly classes: readonly string[];
  readonly judgement: Judgement;
  readonly graph?: NeighbourGraph;
  /** The worst first. */
  readonly issues: readonly Issue[];
};

/** Lines of `issues.parquet`, the worst first. */
export function* issueRecords(judged: Judged): Generator<IssueRecord> {
  const { rows, classes, judgement, graph, issues } = judged;
  for (const [rank, issue] of issues.entries()) {
    const { row, suggested } = issue;
    const { key, label, split, annotator } = rows[row];
    const probabilities = judgement.of(row);
    yield {
      rank,
      key,
      split,
      annotator,
      kind: issue.kind,
      given: classes[label],
      suggested: suggested === undefined ? undefined : classes[suggested],
      score: rounded(issue.score),
      ...(probabilities
        ? {
            pGiven: rounded(probabilities[label]),
            pSuggested:
              suggested === undefined
                ? undefined
                : rounded(probabilities[suggested]),
            entropy: rounded(entropyOf(probabilities)),
          }
        : {}),
      why: issue.why,
      likely: probabilities
        ? likeliest(probabilities, LIKELY).map(({ label: j, p }) => ({
            label: classes[j],
            p: rounded(p),
          }))
        : [],
      neighbours: graph ? neighboursOf(row, graph, judged) : [],
      group: issue.group,
    };
  }
}

/**
 * Lines of `scores.parquet`, a row each.
 *
 * @param coordinates - rows x 2
 */
export function* scoreRecords(
  { rows, classes, judgement, issues }: Judged,
  coordinates: Float64Array | undefined,
): Generator<WrittenRecord> {
  const first = new Map<number, Issue>();
  for (const issue of issues)
    if (!first.has(issue.row)) first.set(issue.row, issue);
  for (const [row, { key, label, split, annotator }] of rows.entries()) {
    const probabilities = judgement.of(row);
    const issue = first.get(row);
    const best =
      probabilities &&
      (issue?.suggested ?? likeliestOther(probabilities, label));
    yield {
      key,
      split,
      annotator,
      given: classes[label],
      ...(probabilities && best !== undefined
        ? {
            suggested: classes[best],
            score: rounded(judgement.scoreOf(row)!),
            pGiven: rounded(probabilities[label]),
            pSuggested: rounded(probabilities[best]),
            entropy: rounded(entropyOf(probabilities)),
          }
        : {}),
      x: coordinates && rounded(coordinates[2 * row]),
      y: coordinates && rounded(coordinates[2 * row + 1]),
      kind: issue?.kind,
    };
  }
}

function neighboursOf(
  row: number,
  { k, neighbours, distances }: NeighbourGraph,
  { rows, classes }: Judged,
): Neighbour[] {
  return Array.from({ length: k }, (_, i): Neighbour => {
    const { key, label, split } = rows[neighbours[row * k + i]];
    return {
      key,
      label: classes[label],
      split,
      distance: rounded(distances[row * k + i]),
    };
  });
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}
