import type { Plan } from '@greenroom/change';
import type { PlanAnswer } from '../compute/plan';

/** The answer of a plan job; the rows that differ are artifacts. */
export type PlanResult = {
  readonly plan: Plan;
  readonly changes: readonly (Omit<
    PlanAnswer['changes'][number],
    'file' | 'place'
  > & {
    /** Of the data set. */
    readonly assetId: string;
    /** Parquet: key, change, changed, before, after. Unmasked. */
    readonly artifact: string;
  })[];
};
