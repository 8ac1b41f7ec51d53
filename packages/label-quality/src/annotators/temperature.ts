import type { Annotations } from './Annotations';

/** Temperatures looked at first; the best is refined between its neighbours. */
const COARSE = [0.1, 0.2, 0.5, 0.8, 1, 2, 3, 5, 8];
/** Steps between two coarse temperatures. */
const FINE_STEPS = 4;
/** A probability counts as at least this in a logarithm, so that none stays 0. */
const LEAST_PROBABILITY = 1e-30;

/**
 * The temperature (Guo et al. 2017) at which a model's probabilities are nearest
 * to how the annotators of each row divide, by mean cross entropy: above 1 the
 * model was too sure. A grid of cleanlab 2.9, with its counting of labels mended.
 * Rows nobody labelled have no say.
 *
 * @param predProbs - n x classes probabilities, row-major
 */
export function bestTemperature(
  annotations: Annotations,
  predProbs: Float64Array,
): number {
  const entropyAt = (temperature: number) =>
    softCrossEntropy(annotations, predProbs, temperature);
  const coarse = indexOfLeast(COARSE.map(entropyAt));
  const fine = [
    ...(coarse > 0 ? steps(COARSE[coarse - 1], COARSE[coarse]) : []),
    ...(coarse < COARSE.length - 1
      ? [...steps(COARSE[coarse], COARSE[coarse + 1]), COARSE[coarse + 1]]
      : []),
  ];
  return fine[indexOfLeast(fine.map(entropyAt))];
}

/** p^(1/T), renormalised: flatter above a temperature of 1, sharper below. */
export function atTemperature(
  predProbs: Float64Array,
  classes: number,
  temperature: number,
): Float64Array {
  const scaled = new Float64Array(predProbs.length);
  const clipped = predProbs.map(p => Math.max(p, LEAST_PROBABILITY));
  for (let start = 0; start < predProbs.length; start += classes)
    scaleRow(clipped, start, classes, temperature, scaled, start);
  return scaled;
}

function softCrossEntropy(
  { rows, classes: k, rowStarts, label }: Annotations,
  predProbs: Float64Array,
  temperature: number,
): number {
  const scaled = new Float64Array(k);
  let sum = 0;
  let labelled = 0;
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    if (start === end) continue;
    labelled++;
    scaleRow(predProbs, row * k, k, temperature, scaled, 0);
    let entropy = 0;
    for (let t = start; t < end; t++)
      entropy -= Math.log(Math.max(scaled[label[t]], LEAST_PROBABILITY));
    sum += entropy / (end - start);
  }
  return sum / labelled;
}

/** Relative to the largest, so that no power of a small number vanishes. */
function scaleRow(
  from: Float64Array,
  start: number,
  k: number,
  temperature: number,
  into: Float64Array,
  at: number,
): void {
  let highest = 0;
  for (let j = 0; j < k; j++) highest = Math.max(highest, from[start + j]);
  let sum = 0;
  for (let j = 0; j < k; j++) {
    const power = (from[start + j] / highest) ** (1 / temperature);
    into[at + j] = power;
    sum += power;
  }
  for (let j = 0; j < k; j++) into[at + j] /= sum;
}

function steps(from: number, to: number): number[] {
  return Array.from(
    { length: FINE_STEPS },
    (_, i) => from + (i * (to - from)) / FINE_STEPS,
  );
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce(
    (least, value, i) => (value < values[least] ? i : least),
    0,
  );
}
