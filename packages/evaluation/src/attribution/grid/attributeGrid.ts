import { QueryPool } from '@greenroom/dataset';
import { attributeAnswers } from './attributeAnswers';
import type { AttributionGrid } from './AttributionGrid';
import { attributeRuns, gridViews } from './attributeRuns';
import type { AttributedMetric } from './AttributedMetric';
import { bisectChanges, bisectVersions, type ChangeGroup } from './bisectData';
import type { GridView } from './cellViews';
import { readAnswers } from './readAnswers';
import { readOutcomes } from './readOutcomes';

export type GridAttribution = {
  readonly metrics: readonly AttributedMetric[];
  /** Why only some metrics are told. */
  readonly leftOut?: string;
  /** By version of the data set between the two; absent where there are none. */
  readonly byVersion?: ChangeGroup;
  /** By what was done to rows; absent where the data did nothing to accuracy. */
  readonly byChange?: ChangeGroup;
};

const LIMITS = {
  memory: '2GB',
  threads: 2,
  queriesAtATime: 1,
  timeoutMillis: 20 * 60_000,
};

const LEFT_OUT =
  'Only accuracy and macro F1 are told: a run has too many rows to hold what it says of each, or says no probabilities.';

/**
 * Why the metrics of two runs differ, and which changes of the data are behind
 * it: every metric that rows have by what was said of each.
 *
 * @throws RangeError where a version has no rows
 */
export async function attributeGrid(
  input: AttributionGrid,
  tell: (fraction: number, message?: string) => void,
): Promise<GridAttribution> {
  const queries = new QueryPool(LIMITS);
  try {
    tell(0.1, 'Joining predictions by row');
    const views = gridViews(input);
    return input.tells === 'numbers'
      ? { metrics: await ofNumbers(queries, views, input) }
      : await ofClasses(queries, views, input, tell);
  } finally {
    await queries.close();
  }
}

async function ofNumbers(
  queries: QueryPool,
  views: readonly GridView[],
  input: AttributionGrid,
): Promise<AttributedMetric[]> {
  const answers = await readAnswers(queries, filesOf(views), []);
  if (!answers)
    throw new Error(
      'The runs have too many rows to be told apart by what is said of each. Compare them by a smaller split.',
    );
  return attributeAnswers(answers, views, { ...input, classes: [] });
}

async function ofClasses(
  queries: QueryPool,
  views: readonly GridView[],
  input: AttributionGrid,
  tell: (fraction: number, message?: string) => void,
): Promise<GridAttribution> {
  const { factors, versions, classes } = input;
  const outcomes = await readOutcomes(queries, views, classes);
  tell(0.3, 'Sharing out the difference');
  const counted = attributeRuns(outcomes, views, factors, classes.length);
  const answers =
    input.tells === 'labels'
      ? undefined
      : await readAnswers(queries, filesOf(views), classes);
  const further = answers
    ? attributeAnswers(answers, views, input).filter(
        ({ metric }) => !counted.some(each => each.metric === metric),
      )
    : [];
  const told = {
    metrics: [...counted, ...further],
    ...(answers || input.tells === 'labels' ? {} : { leftOut: LEFT_OUT }),
  };
  if (!factors.includes('rows') || versions.length === 0) return told;
  tell(0.8, 'Looking for the changes behind it');
  const history = await readOutcomes(
    queries,
    versions.map(({ predictions: file }) => ({
      file,
      decidedBy: 'itself' as const,
    })),
    classes,
  );
  return {
    ...told,
    byVersion: bisectVersions(history, versions),
    byChange: bisectChanges(history, classes),
  };
}

function filesOf(views: readonly GridView[]): string[] {
  return [...new Set(views.map(({ file }) => file))];
}
