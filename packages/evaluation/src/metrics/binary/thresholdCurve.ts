import { once } from '../rows/once';
import type { BinarySample } from './BinarySample';
import { confusionMetrics, Outcomes } from './confusionMetrics';

/** The four outcomes and what follows, were rows positive from this threshold on. */
export type ThresholdPoint = Outcomes & {
  readonly threshold: number;
  readonly precision?: number;
  readonly recall?: number;
  readonly specificity?: number;
  readonly f1: number;
};

/** A point a hundredth, both ends included: what a slider can show. */
export const THRESHOLD_STEPS = 100;

/** What each threshold from 0 to 1 would do; precision and recall are absent where they are 0 / 0. */
export function thresholdCurve(
  sample: BinarySample,
  steps = THRESHOLD_STEPS,
): ThresholdPoint[] {
  const weights = once(sample.rows);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const threshold = step / steps;
    const outcomes = sample.outcomes(weights, threshold);
    const { precision, recall, specificity, f1 } = confusionMetrics(outcomes);
    const orAbsent = (value: number) =>
      Number.isFinite(value) ? value : undefined;
    return {
      threshold,
      ...outcomes,
      precision: orAbsent(precision),
      recall: orAbsent(recall),
      specificity: orAbsent(specificity),
      f1,
    };
  });
}
