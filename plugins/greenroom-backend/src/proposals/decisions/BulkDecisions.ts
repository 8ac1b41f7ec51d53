import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  Decide,
  DecideRequest,
  LabelIssue,
  LabelIssueFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Changer } from '../auditedChange';
import type { DecisionService } from './DecisionService';
import type { DecisionStore } from './DecisionStore';
import { ENTRIES_LIMIT } from './fillBaskets';

export type BulkRequest = {
  readonly versionId: string;
  readonly filter: LabelIssueFilter;
  readonly decide: 'keep' | 'suggestion' | 'exclude' | 'later';
  readonly reason?: string;
};

/** As many rows go through one transaction. */
const ROWS_AT_ONCE = 500;

/** The same decision on all rows of a filter that nobody decided. */
export class BulkDecisions {
  constructor(
    private readonly rooms: {
      decisions: Pick<DecisionService, 'decide'>;
      store: DecisionStore;
      /** Rows with an issue, the worst first; a row may have several. */
      issues(
        versionId: string,
        filter: LabelIssueFilter,
        limit: number,
        credentials: BackstageCredentials,
      ): Promise<{
        readonly items: readonly LabelIssue[];
        readonly total: number;
      }>;
    },
  ) {}

  /**
   * @returns how many rows were decided, and how many passed over: without a
   *   suggestion, or decided by somebody meanwhile
   * @throws InputError where the filter holds more rows than a basket
   */
  async decide(
    assetId: string,
    { versionId, filter, decide, reason }: BulkRequest,
    changer: Changer,
  ): Promise<{ decided: number; skipped: number }> {
    const { decisions, store, issues } = this.rooms;
    const { items, total } = await issues(
      versionId,
      { ...filter, decided: filter.decided ?? 'open' },
      ENTRIES_LIMIT,
      changer.credentials,
    );
    if (total > ENTRIES_LIMIT)
      throw new InputError(
        `${total} issues match, and a basket holds ${ENTRIES_LIMIT} rows. Narrow the filter.`,
      );
    const rows = oneEach(items);
    const standing = await store.standing(
      assetId,
      rows.map(({ key }) => key),
    );
    const asked = rows.flatMap(row => {
      const seen = standing.get(row.key)?.revision ?? 0;
      return bulkWord(row, decide, reason, seen) ?? [];
    });
    let decided = 0;
    for (let i = 0; i < asked.length; i += ROWS_AT_ONCE) {
      const request: DecideRequest = {
        versionId,
        decisions: asked.slice(i, i + ROWS_AT_ONCE),
      };
      decided += (await decisions.decide(assetId, request, changer)).decided
        .length;
    }
    return { decided, skipped: rows.length - decided };
  }
}

/** Of the issues of a row the worst that suggests a label, else the worst. */
function oneEach(issues: readonly LabelIssue[]): LabelIssue[] {
  const found = new Map<string, LabelIssue>();
  for (const issue of issues) {
    const known = found.get(issue.key);
    if (!known || (known.suggested === undefined && issue.suggested))
      found.set(issue.key, issue);
  }
  return [...found.values()];
}

/** Nothing where the row has no suggestion to take. */
function bulkWord(
  { key, given, suggested }: LabelIssue,
  decide: BulkRequest['decide'],
  reason: string | undefined,
  seen: number,
): Decide | undefined {
  const word = { key, from: given, reason, seen };
  if (decide !== 'suggestion') return { ...word, kind: decide };
  return suggested === undefined || suggested === given
    ? undefined
    : { ...word, kind: 'relabel', to: suggested };
}
