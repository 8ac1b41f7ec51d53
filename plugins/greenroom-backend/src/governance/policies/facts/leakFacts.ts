import type { PolicyFacts } from '@greenroom/governance';
import type { LeakageResult } from '../../../analysis/AnalysisStore';
import { isOpen, type JobRow } from '../../../jobs/JobRow';

/** What the job that looks for them tells by now. */
export function leaksKnown(
  job: Pick<JobRow, 'state' | 'result'> | undefined,
): PolicyFacts['leaks'] {
  if (!job) return undefined;
  if (isOpen(job)) return 'being computed';
  return job.state === 'succeeded' && job.result
    ? leakFacts(JSON.parse(job.result))
    : undefined;
}

/**
 * Rows of one split that stand in another now, exactly or nearly. A row that was
 * in the other in an earlier version alone is no row of both, and not counted.
 */
export function leakFacts({ counts }: Pick<LeakageResult, 'counts'>): {
  readonly rows: number;
} {
  return {
    rows: counts
      .filter(({ kind }) => kind !== 'moved')
      .reduce((sum, { rows }) => sum + rows, 0),
  };
}
