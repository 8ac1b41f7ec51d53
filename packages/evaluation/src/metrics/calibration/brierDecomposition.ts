import { binByWidth, CALIBRATION_BINS } from './confidenceBins';

/** The Brier score of a probability, in its parts: score = reliability - resolution + uncertainty + withinBins. */
export type BrierDecomposition = {
  readonly score: number;
  /** How far the share that came true is from what was foretold, in each bin. */
  readonly reliability: number;
  /** How far bins differ from the overall share. More is better. */
  readonly resolution: number;
  /** What there is to know: the variance of the outcome. */
  readonly uncertainty: number;
  /** What probabilities vary inside of a bin (Stephenson et al. 2008): 0 where each bin foretells one value. */
  readonly withinBins: number;
};

/**
 * Murphy's decomposition (1973) of the Brier score over bins of equal width,
 * with the terms that make it exact for probabilities that differ inside of a
 * bin (Stephenson, Coelho and Jolliffe 2008, eq. 9).
 *
 * @param probability - of the outcome, a value a row
 * @param outcome - 0 or 1 a row
 */
export function brierDecomposition(
  probability: ArrayLike<number>,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number>,
  bins = CALIBRATION_BINS,
): BrierDecomposition {
  const sums = binByWidth(probability, outcome, weights, bins);
  let n = 0;
  let score = 0;
  let positives = 0;
  for (let i = 0; i < probability.length; i++) {
    n += weights[i];
    positives += weights[i] * outcome[i];
    score += weights[i] * (probability[i] - outcome[i]) ** 2;
  }
  const share = positives / n;
  let reliability = 0;
  let resolution = 0;
  for (let b = 0; b < bins; b++) {
    const rows = sums.rows[b];
    if (rows === 0) continue;
    const came = sums.outcome[b] / rows;
    reliability += rows * (sums.confidence[b] / rows - came) ** 2;
    resolution += rows * (came - share) ** 2;
  }
  const parts = {
    score: score / n,
    reliability: reliability / n,
    resolution: resolution / n,
    uncertainty: share * (1 - share),
  };
  const { uncertainty } = parts;
  return {
    ...parts,
    withinBins:
      parts.score - parts.reliability + parts.resolution - uncertainty,
  };
}
