import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import type { RunWithJob } from './RunStore';

/**
 * The accuracy that counts of some runs (newest first): the newest one on
 * audited labels, else the newest at all.
 */
export function newestAccuracy(
  runs: readonly RunWithJob[],
): Figure | undefined {
  const done = runs.filter(run => run.result?.metrics.accuracy);
  const counted = done.find(run => run.audited) ?? done[0];
  return counted?.result?.metrics.accuracy;
}
