import { NO_CLUSTER } from './clusterRows';

export type GroupPerformance = {
  readonly cluster: number;
  readonly rows: number;
  /** Mean probability of the given label. */
  readonly meanConfidence: number;
  /** The same as a part of the mean of all groups. */
  readonly ratio: number;
};

export type UnderperformingGroups = {
  /** Groups below the mean, worst first. */
  readonly groups: GroupPerformance[];
  /** Those whose ratio is below the threshold. */
  readonly underperforming: GroupPerformance[];
};

/** cleanlab Datalab's defaults. */
export const UNDERPERFORMING_THRESHOLD = 0.1;
const LEAST_ROWS = 5;

/**
 * Groups of similar rows that the model gets wrong more than others (cleanlab
 * Datalab's check). cleanlab 2.9 compares the mean of a group with the best
 * ratio so far, and so may name another than the worst; here ratios are
 * compared, and all groups are told.
 *
 * @param question.predProbs - rows x classes, row-major, out-of-sample
 * @param question.clusterOf - the cluster of each row, or -1
 */
export function underperformingGroups(question: {
  readonly labels: Int32Array;
  readonly predProbs: Float64Array;
  readonly classes: number;
  readonly clusterOf: Int32Array;
  readonly threshold?: number;
}): UnderperformingGroups {
  const {
    labels,
    predProbs,
    classes,
    clusterOf,
    threshold = UNDERPERFORMING_THRESHOLD,
  } = question;
  const sums = new Map<number, { sum: number; rows: number }>();
  labels.forEach((label, row) => {
    if (clusterOf[row] === NO_CLUSTER) return;
    const group = sums.get(clusterOf[row]) ?? { sum: 0, rows: 0 };
    group.sum += predProbs[row * classes + label];
    group.rows++;
    sums.set(clusterOf[row], group);
  });
  const large = [...sums].filter(([, { rows }]) => rows >= LEAST_ROWS);
  const rows = large.reduce((total, [, group]) => total + group.rows, 0);
  const mean = large.reduce((total, [, group]) => total + group.sum, 0) / rows;
  const groups = large
    .map(([cluster, group]) => ({
      cluster,
      rows: group.rows,
      meanConfidence: group.sum / group.rows,
      ratio: group.sum / group.rows / mean,
    }))
    .filter(({ ratio }) => ratio < 1)
    .sort((a, b) => a.ratio - b.ratio || a.cluster - b.cluster);
  return {
    groups,
    underperforming: groups.filter(({ ratio }) => ratio < threshold),
  };
}
