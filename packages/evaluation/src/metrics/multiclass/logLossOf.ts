/** A probability counts as at least this in a logarithm, so that no single row makes the mean infinite. */
const PROBABILITY_FLOOR = 1e-15;

/** -log p of the class that was given, in nats (Good 1952). */
export function logLossOf(probability: number): number {
  return -Math.log(
    Math.min(Math.max(probability, PROBABILITY_FLOOR), 1 - PROBABILITY_FLOOR),
  );
}
