/** How often each of the four outcomes came, counted with weights. */
export type Outcomes = {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
};

/**
 * What follows from the four outcomes alone. NaN where it is 0 / 0, but for F,
 * Jaccard and MCC of nothing, which are 0 (as scikit-learn has them).
 */
export function confusionMetrics({
  tp,
  fp,
  tn,
  fn,
}: Outcomes): Record<string, number> {
  const n = tp + fp + tn + fn;
  const recall = tp / (tp + fn);
  const specificity = tn / (tn + fp);
  const accuracy = (tp + tn) / n;
  // Agreement that chance alone would give (Cohen 1960).
  const chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / (n * n);
  return {
    accuracy,
    balancedAccuracy: (recall + specificity) / 2,
    precision: tp / (tp + fp),
    recall,
    specificity,
    f1: fScore(tp, fp, fn, 1),
    f2: fScore(tp, fp, fn, 2),
    jaccard: tp + fp + fn === 0 ? 0 : tp / (tp + fp + fn),
    mcc: matthews({ tp, fp, tn, fn }),
    kappa: (accuracy - chance) / (1 - chance),
  };
}

/** F of weight beta (van Rijsbergen 1979): recall counts beta times as much as precision. */
export function fScore(
  tp: number,
  fp: number,
  fn: number,
  beta: number,
): number {
  const b2 = beta * beta;
  const whole = (1 + b2) * tp + b2 * fn + fp;
  return whole === 0 ? 0 : ((1 + b2) * tp) / whole;
}

/** The correlation of given and predicted class (Matthews 1975). */
function matthews({ tp, fp, tn, fn }: Outcomes): number {
  const scale = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  return scale === 0 ? 0 : (tp * tn - fp * fn) / scale;
}
