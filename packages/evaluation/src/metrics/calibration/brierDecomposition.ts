import type { ConfidenceBins } from './confidenceBins';

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
 * Murphy's decomposition (1973) of a Brier score over bins, with the term that
 * makes it exact for probabilities that differ inside of a bin (Stephenson,
 * Coelho and Jolliffe 2008, eq. 9).
 *
 * @param bins - probabilities and outcomes (0 or 1) by bin
 * @param score - the mean squared distance of probability and outcome
 */
export function brierDecomposition(
  { rows, confidence, outcome }: ConfidenceBins,
  score: number,
): BrierDecomposition {
  let n = 0;
  let came = 0;
  for (let b = 0; b < rows.length; b++) {
    n += rows[b];
    came += outcome[b];
  }
  const share = came / n;
  let reliability = 0;
  let resolution = 0;
  for (let b = 0; b < rows.length; b++) {
    if (rows[b] === 0) continue;
    const own = outcome[b] / rows[b];
    reliability += (rows[b] / n) * (confidence[b] / rows[b] - own) ** 2;
    resolution += (rows[b] / n) * (own - share) ** 2;
  }
  const uncertainty = share * (1 - share);
  return {
    score,
    reliability,
    resolution,
    uncertainty,
    withinBins: score - reliability + resolution - uncertainty,
  };
}
