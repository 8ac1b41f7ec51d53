import type { Attribution } from '@greenroom/backstage-plugin-greenroom-common';
import { QueryPool } from '@greenroom/dataset';
import type { AttributionInput } from './AttributionInput';
import { attributeRuns, gridViews } from './attributeRuns';
import { bisectChanges, bisectVersions } from './bisectData';
import { readOutcomes } from './readOutcomes';

export type AttributionAnswer = Required<Pick<Attribution, 'metrics'>> &
  Pick<Attribution, 'byVersion' | 'byChange'>;

const LIMITS = {
  memory: '2GB',
  threads: 2,
  queriesAtATime: 1,
  timeoutMillis: 20 * 60_000,
};

/** Why accuracy and macro F1 differ between two runs, and which changes of the data are behind it. */
export async function attribution(
  input: AttributionInput,
  tell: (fraction: number, message?: string) => void,
): Promise<AttributionAnswer> {
  const { factors, versions, classes } = input;
  const queries = new QueryPool(LIMITS);
  try {
    tell(0.1, 'Joining predictions by row');
    const views = gridViews(input);
    const outcomes = await readOutcomes(queries, views, classes);
    tell(0.4, 'Sharing out the difference');
    const metrics = attributeRuns(outcomes, views, factors, classes.length);
    if (!factors.includes('rows')) return { metrics };
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
      metrics,
      byVersion: bisectVersions(history, versions),
      byChange: bisectChanges(history, classes),
    };
  } finally {
    await queries.close();
  }
}
