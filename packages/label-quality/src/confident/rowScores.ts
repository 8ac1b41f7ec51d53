export const SCORE_METHODS = [
  'self_confidence',
  'normalized_margin',
  'confidence_weighted_entropy',
] as const;
/** How right the given label looks. */
export type ScoreMethod = (typeof SCORE_METHODS)[number];

export const OUTLIER_METHODS = ['entropy', 'least_confidence', 'gen'] as const;
/** How much a row looks like the others, whatever its label. */
export type OutlierMethod = (typeof OUTLIER_METHODS)[number];

/** Below this an entropy or a probability counts as this. */
const CLIP = 1e-6;
/** GEN looks at so many of the most probable classes, or all, with this exponent (Liu, Lochman, Zach 2023). */
const GEN_TOP = 100;
const GEN_GAMMA = 0.1;

/** The score of the row whose `k` probabilities begin at `start`. */
export type RowScore = (
  predProbs: Float64Array,
  start: number,
  k: number,
  label: number,
) => number;

/**
 * Kuan and Mueller (2022), "Model-agnostic label quality scoring"; the outlier
 * scores as cleanlab 2.9's OutOfDistribution: 1 - H / log K, the largest
 * probability, and generalised entropy.
 */
export const ROW_SCORES: Readonly<
  Record<ScoreMethod | OutlierMethod, RowScore>
> = {
  self_confidence: (p, start, _k, label) => p[start + label],
  normalized_margin: (p, start, k, label) => {
    let others = -Infinity;
    for (let j = 0; j < k; j++)
      if (j !== label && p[start + j] > others) others = p[start + j];
    return (p[start + label] - others + 1) / 2;
  },
  confidence_weighted_entropy: (p, start, k, label) => {
    const q = normalisedEntropy(p, start, k) / Math.max(p[start + label], CLIP);
    return Math.log(q + 1) / Math.max(q, CLIP);
  },
  entropy: (p, start, k) => 1 - normalisedEntropy(p, start, k),
  least_confidence: (p, start, k) => {
    let largest = -Infinity;
    for (let j = start; j < start + k; j++) if (p[j] > largest) largest = p[j];
    return largest;
  },
  gen: (p, start, k) => {
    const softened = new Float64Array(k);
    let sum = 0;
    for (let j = 0; j < k; j++) {
      softened[j] = Math.exp(p[start + j]);
      sum += softened[j];
    }
    for (let j = 0; j < k; j++) softened[j] /= sum;
    softened.sort();
    let entropy = 0;
    const top = Math.min(k, GEN_TOP);
    for (let j = k - top; j < k; j++)
      entropy += (softened[j] * (1 - softened[j])) ** GEN_GAMMA;
    return 1 - entropy / top;
  },
};

function normalisedEntropy(p: Float64Array, start: number, k: number): number {
  let entropy = 0;
  for (let j = start; j < start + k; j++)
    if (p[j] > 0) entropy -= p[j] * Math.log(p[j]);
  return entropy / Math.log(k);
}
