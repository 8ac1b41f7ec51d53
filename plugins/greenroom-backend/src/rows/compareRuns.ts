import { comparePaired } from '@greenroom/evaluation';
import type { RunComparison } from '@greenroom/backstage-plugin-greenroom-common';
import type { RowService } from './RowService';

/** So many rows of each kind are named; all of them are counted. */
const NAMED_ROWS = 200;

/** Two runs on the rows that both predicted, joined by key. */
export async function compareRuns(
  rows: RowService,
  fromRunId: string,
  toRunId: string,
): Promise<Omit<RunComparison, 'from' | 'to'>> {
  const pairs = await rows.pairedRight(fromRunId, toRunId);
  const { delta, mcnemarP } = comparePaired(
    pairs.map(({ first }) => first),
    pairs.map(({ second }) => second),
  );
  const named = (changed: typeof pairs) =>
    changed.slice(0, NAMED_ROWS).map(({ key }) => key);
  return {
    delta,
    mcnemarP,
    fixed: named(pairs.filter(({ first, second }) => !first && second)),
    broken: named(pairs.filter(({ first, second }) => first && !second)),
    rows: pairs.length,
  };
}
