export type ClassImbalance = {
  /** Rows of each class. */
  readonly counts: Int32Array;
  /** The class with the fewest rows; of several the lowest. */
  readonly rarest: number;
  /** Its share of the rows. */
  readonly share: number;
  /** Classes with fewer rows than the threshold's part of an even share, rarest first. */
  readonly rare: number[];
};

/** cleanlab Datalab's default. */
export const IMBALANCE_THRESHOLD = 0.1;

/**
 * Classes with far fewer rows than an even share. As cleanlab Datalab, which
 * tells only the rarest; here all are told.
 *
 * @param labels - class index of each row
 * @param threshold - part of an even share
 */
export function classImbalance(
  labels: Int32Array,
  classes: number,
  threshold = IMBALANCE_THRESHOLD,
): ClassImbalance {
  if (labels.length === 0) throw new RangeError('There are no rows.');
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]++;
  const byCount = Array.from(counts.keys()).sort(
    (a, b) => counts[a] - counts[b] || a - b,
  );
  const limit = (threshold * labels.length) / classes;
  return {
    counts,
    rarest: byCount[0],
    share: counts[byCount[0]] / labels.length,
    rare: byCount.filter(label => counts[label] < limit),
  };
}
