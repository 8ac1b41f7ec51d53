import type {
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type DecidedRow, standingOf } from './DecisionDoor';
import { issueCondition } from './issueSql';
import type { LabelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';

type Counts = NonNullable<LabelQuality['facets']>;

/** Columns of issues, each with what must be seen to be told of it. */
const COLUMNS = [
  ['kind', undefined],
  ['split', 'split'],
  ['given', 'label'],
  ['suggested', 'label'],
  ['annotator', 'annotator'],
] as const;
const STANDINGS = ['open', 'later', 'decided'] as const;
/** Values of a column that are counted; nobody chooses among more. */
const MOST_VALUES = 200;

/**
 * How many issues each value of a facet would leave, the rest of the filter as it
 * is. What the caller may not see is not counted.
 */
export async function issueFacets(
  { files, t }: { readonly files: ResultFiles; readonly t: string },
  filter: LabelIssueFilter,
  states: ReadonlyMap<string, DecidedRow>,
  sight: LabelSight,
): Promise<Counts> {
  const facets: Record<string, Counts[string]> = {};
  for (const [column, part] of COLUMNS) {
    if (part && !sight[part]) continue;
    const { where, values } = issueCondition(
      { ...filter, [column]: undefined },
      states,
    );
    const rows = await files.query(
      { t },
      `SELECT "${column}" AS value, count(*) AS n FROM t
        WHERE ${where} AND "${column}" IS NOT NULL
        GROUP BY "${column}" ORDER BY n DESC, value LIMIT ${MOST_VALUES}`,
      values,
    );
    facets[column] = rows.map(({ value, n }) => ({
      value: String(value),
      count: Number(n),
    }));
  }
  return { ...facets, decided: await standings({ files, t }, filter, states) };
}

async function standings(
  { files, t }: { readonly files: ResultFiles; readonly t: string },
  filter: LabelIssueFilter,
  states: ReadonlyMap<string, DecidedRow>,
): Promise<Counts[string]> {
  const { where, values } = issueCondition(
    { ...filter, decided: undefined },
    states,
  );
  const rows = await files.query(
    { t },
    `SELECT key, count(*) AS n FROM t WHERE ${where} GROUP BY key`,
    values,
  );
  return STANDINGS.map(value => ({
    value,
    count: rows.reduce(
      (sum, { key, n }) =>
        standingOf(states.get(String(key))) === value ? sum + Number(n) : sum,
      0,
    ),
  }));
}
