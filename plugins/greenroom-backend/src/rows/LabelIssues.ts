import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Row } from '@greenroom/dataset';
import type {
  LabelIssue,
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsResult } from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import {
  decisionsByKey,
  type DecidedRow,
  type DecisionDoor,
  standingOf,
} from './DecisionDoor';
import { issueFacets } from './issueFacets';
import { issueCondition } from './issueSql';
import { assertSeen, HIDDEN, type LabelSight, labelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

export type IssuesPage = LabelIssueFilter & {
  readonly offset: number;
  readonly limit: number;
  /** Only this row, or these, whatever the filter. */
  readonly key?: string | readonly string[];
  readonly facets?: 'counted';
};

/** What a version's labels add up to, and pages of its label issues, the worst first. */
export class LabelIssues {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /**
   * Nothing but counts where the label is hidden from the caller.
   *
   * @throws InputError where rows are filtered by what is hidden
   */
  async page(
    result: LabelsResult,
    versionId: string,
    page: IssuesPage,
    credentials: BackstageCredentials,
    decisions: DecisionDoor | undefined,
  ): Promise<Omit<LabelQuality, 'job' | 'datasetVersionId'>> {
    const table = await this.rooms.access.table(versionId, credentials);
    const sight = labelSight(table);
    assertSeen(sight, { ...page, label: page.given ?? page.suggested });
    const summary = summaryOf(result, sight);
    if (!sight.label) return { ...summary, items: [], total: 0 };
    const states = (await decisions?.statesOf(versionId)) ?? new Map();
    const t = this.rooms.artifacts.pathOf(result.issuesArtifact);
    const { where, values } = issueCondition(page, states);
    const [{ n }] = await this.rooms.files.query(
      { t },
      `SELECT count(*) AS n FROM t WHERE ${where}`,
      values,
    );
    const rows = await this.rooms.files.query(
      { t },
      `SELECT * FROM t WHERE ${where} ORDER BY rank LIMIT ${page.limit} OFFSET ${page.offset}`,
      values,
    );
    const decided = await decisionsByKey(
      sight.key ? decisions : undefined,
      versionId,
      rows.map(row => String(row.key)),
    );
    return {
      ...summary,
      ...(page.facets
        ? {
            facets: await issueFacets(
              { ...this.rooms, t },
              page,
              states,
              sight,
            ),
          }
        : {}),
      ...(decisions ? { progress: await this.#progress(t, states) } : {}),
      total: Number(n),
      items: rows.map(row => ({
        ...issueOf(row, sight),
        decision: decided.get(String(row.key)),
      })),
    };
  }

  /** How far people came with the rows that have an issue. */
  async #progress(
    t: string,
    states: ReadonlyMap<string, DecidedRow>,
  ): Promise<NonNullable<LabelQuality['progress']>> {
    const [{ n }] = await this.rooms.files.query(
      { t },
      'SELECT count(DISTINCT key) AS n FROM t',
    );
    const found = await this.rooms.files.query(
      { t },
      `SELECT DISTINCT key FROM t WHERE key IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
      [JSON.stringify([...states.keys()])],
    );
    const met = found.map(row => states.get(String(row.key))!);
    const standing = (wanted: ReturnType<typeof standingOf>) =>
      met.filter(row => standingOf(row) === wanted).length;
    return {
      rows: Number(n),
      decided: standing('decided'),
      later: standing('later'),
      again: standing('open'),
    };
  }
}

/** The summary without what tells of hidden columns. */
function summaryOf(
  result: LabelsResult,
  sight: LabelSight,
): Omit<LabelQuality, 'job' | 'datasetVersionId' | 'items' | 'total'> {
  const {
    issuesArtifact: _issues,
    scoresArtifact: _scores,
    groupsArtifact: _groups,
    ...summary
  } = result;
  const predictions = sight.split
    ? summary.predictions
    : summary.predictions.map(each => ({ ...each, splits: [HIDDEN] }));
  const byAnnotator = sight.annotator ? summary.byAnnotator : undefined;
  if (sight.label) return { ...summary, predictions, byAnnotator };
  const { rows, issues, labelsOk, byKind } = summary;
  return { rows, issues, labelsOk, byKind, predictions };
}

function issueOf(row: Row, sight: LabelSight): LabelIssue {
  const number = (name: string) =>
    row[name] === undefined || row[name] === null
      ? undefined
      : Number(row[name]);
  const text = (name: string) =>
    row[name] === undefined || row[name] === null
      ? undefined
      : String(row[name]);
  const nameOf = (key: string) => (sight.key ? key : HIDDEN);
  const splitOf = (split: string) => (sight.split ? split : HIDDEN);
  const neighbours = JSON.parse(
    text('neighbours') ?? '[]',
  ) as LabelIssue['neighbours'];
  return {
    key: nameOf(String(row.key)),
    kind: row.kind as LabelIssue['kind'],
    split: splitOf(text('split') ?? ''),
    given: String(row.given),
    suggested: text('suggested'),
    score: Number(row.score),
    pGiven: number('pGiven'),
    pSuggested: number('pSuggested'),
    entropy: number('entropy'),
    annotator: sight.annotator ? text('annotator') : undefined,
    why: String(row.why),
    likely: JSON.parse(text('likely') ?? '[]') as LabelIssue['likely'],
    neighbours: neighbours.map(neighbour => ({
      ...neighbour,
      key: nameOf(neighbour.key),
      split: splitOf(neighbour.split),
    })),
    group: text('group'),
    // Artifacts of before boxes have no such column.
    findings:
      text('findings') === undefined
        ? undefined
        : (JSON.parse(text('findings')!) as LabelIssue['findings']),
  };
}
