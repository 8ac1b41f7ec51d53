import type { Attribution } from '@greenroom/backstage-plugin-greenroom-common';
import { QueryPool } from '@greenroom/dataset';
import { type AttributionInput, SIDES } from './AttributionInput';
import { attributeRuns } from './attributeRuns';
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
  { corners, changed, versions, classes }: AttributionInput,
  tell: (fraction: number, message?: string) => void,
): Promise<AttributionAnswer> {
  const queries = new QueryPool(LIMITS);
  try {
    tell(0.1, 'Joining predictions by row');
    const outcomes = await readOutcomes(
      queries,
      SIDES.flatMap(model => SIDES.map(data => corners[model][data])),
      classes,
    );
    tell(0.4, 'Sharing out the difference');
    const metrics = attributeRuns(outcomes, changed, classes.length);
    if (!changed.data) return { metrics };
    tell(0.8, 'Looking for the changes behind it');
    const history = await readOutcomes(
      queries,
      versions.map(({ predictions }) => predictions),
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
