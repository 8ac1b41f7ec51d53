import type { ConfidenceBins } from './confidenceBins';

/**
 * Expected and maximum calibration error (Naeini et al. 2015; Guo et al. 2017,
 * eq. 3 and 5): the gap between mean confidence and the share that came true,
 * averaged over rows, and in the worst bin. From 0 to 1.
 */
export function calibrationErrors({
  rows,
  confidence,
  outcome,
}: ConfidenceBins): { expected: number; maximum: number } {
  let n = 0;
  let sum = 0;
  let maximum = 0;
  for (let b = 0; b < rows.length; b++) {
    if (rows[b] === 0) continue;
    const gap = Math.abs(outcome[b] - confidence[b]);
    n += rows[b];
    sum += gap;
    maximum = Math.max(maximum, gap / rows[b]);
  }
  return { expected: sum / n, maximum };
}
