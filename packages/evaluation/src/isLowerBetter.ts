/** Losses, errors and gaps: the less of them the better. */
const LOWER_IS_BETTER = new Set([
  'logLoss',
  'brier',
  'brierReliability',
  'ece',
  'mce',
  'ecePositive',
  'eceEqualMass',
  'hammingLoss',
  'rankingLoss',
  'coverage',
  'mae',
  'mse',
  'rmse',
  'mape',
  'medianAbsoluteError',
  'maxError',
  'pinball',
  'ter',
  'wordErrorRate',
  'demographicParityDifference',
  'equalOpportunityDifference',
  'equalizedOddsDifference',
]);

/** Whether a smaller value of the metric is a better one. */
export function isLowerBetter(metric: string): boolean {
  return LOWER_IS_BETTER.has(metric);
}
