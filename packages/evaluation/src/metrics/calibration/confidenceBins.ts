/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { floor } = Math;

/** Rows, confidence and outcome summed by bin. */
export type ConfidenceBins = {
  readonly rows: Float64Array;
  readonly confidence: Float64Array;
  readonly outcome: Float64Array;
};

/** Bins of confidence, as in Guo et al. 2017. */
export const CALIBRATION_BINS = 15;

/**
 * The bin of each row among bins of equal width, ((b - 1) / bins, b / bins] as
 * in Guo et al. 2017, section 2. It does not depend on how often a row counts.
 *
 * @param confidence - a probability a row
 */
export function placeByWidth(
  confidence: ArrayLike<number>,
  bins = CALIBRATION_BINS,
): Uint16Array {
  return Uint16Array.from({ length: confidence.length }, (_, i) =>
    Math.max(0, Math.ceil(Math.min(confidence[i], 1) * bins) - 1),
  );
}

/**
 * Sums by bin.
 *
 * @param places - the bin of each row
 * @param outcome - 1 where what was predicted came true, else 0
 * @param weights - how often each row counts
 */
export function sumByBin(
  places: ArrayLike<number>,
  confidence: ArrayLike<number>,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number>,
  bins = CALIBRATION_BINS,
): ConfidenceBins {
  const sums = emptyBins(bins);
  for (let i = 0; i < places.length; i++)
    addTo(sums, places[i], confidence[i], outcome[i], weights[i]);
  return sums;
}

/**
 * Rows by confidence in bins of (nearly) equal numbers of rows (Nixon et al.
 * 2019, adaptive calibration error); the first n mod bins of them hold one more.
 *
 * @param order - row indices by rising confidence
 * @param confidence - in that order
 * @param outcome - in that order
 * @param weights - how often each row counts, by row index
 */
export function binByMass(
  order: ArrayLike<number>,
  confidence: ArrayLike<number>,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number>,
  bins = CALIBRATION_BINS,
): ConfidenceBins {
  let n = 0;
  for (let i = 0; i < weights.length; i++) n += weights[i];
  const least = floor(n / bins);
  const larger = n % bins;
  const endOf = (b: number) => (b + 1) * least + (b < larger ? b + 1 : larger);
  const sums = emptyBins(bins);
  let before = 0;
  let b = 0;
  let end = endOf(b);
  for (let at = 0; at < order.length; at++) {
    while (before >= end && b < bins - 1) end = endOf(++b);
    const weight = weights[order[at]];
    addTo(sums, b, confidence[at], outcome[at], weight);
    before += weight;
  }
  return sums;
}

function emptyBins(bins: number): ConfidenceBins {
  return {
    rows: new Float64Array(bins),
    confidence: new Float64Array(bins),
    outcome: new Float64Array(bins),
  };
}

function addTo(
  sums: ConfidenceBins,
  b: number,
  confidence: number,
  outcome: number,
  weight: number,
): void {
  sums.rows[b] += weight;
  sums.confidence[b] += weight * confidence;
  sums.outcome[b] += weight * outcome;
}
