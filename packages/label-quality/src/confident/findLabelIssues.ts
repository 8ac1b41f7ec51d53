import { calibrateJoint } from './calibrateJoint';
import { confidentClass, JointAccumulator } from './JointAccumulator';
import { checkLabelInput, LabelInput } from './LabelInput';
import { scoresOf, ScoreMethod } from './scoreLabels';
import { ThresholdAccumulator } from './ThresholdAccumulator';

export const FILTER_METHODS = [
  'prune_by_noise_rate',
  'prune_by_class',
  'both',
  'confident_learning',
  'predicted_neq_given',
  'low_normalized_margin',
  'low_self_confidence',
] as const;
export type FilterMethod = (typeof FILTER_METHODS)[number];

export type LabelIssues = {
  readonly n: number;
  readonly classes: number;
  readonly method: FilterMethod;
  /** t_k, classes values. */
  readonly thresholds: Float64Array;
  /** classes x classes counts, row-major: given by likely true. */
  readonly confidentJoint: Float64Array;
  /** The same, scaled to n. */
  readonly calibratedJoint: Float64Array;
  /** Share of the calibrated joint on its diagonal. */
  readonly jointTrace: number;
  /** Rows whose label is doubtful, worst first; ties by row. */
  readonly issues: number[];
  /** Rows of probabilities that did not sum to one. */
  readonly renormalised: number;
};

/** The given label may lag the most probable one by this and still count as it. */
const ARGMAX_TOLERANCE = 1e-6;

type Rows = {
  readonly labels: Int32Array;
  readonly predProbs: Float64Array;
  readonly k: number;
  readonly labelCounts: Float64Array;
};
type Estimates = {
  readonly thresholds: Float64Array;
  readonly calibratedJoint: Float64Array;
  readonly fracNoise: number;
};
type Filter = (rows: Rows, estimates: Estimates) => number[];

const FILTERS: Readonly<Record<FilterMethod, Filter>> = {
  prune_by_noise_rate: (rows, estimates) =>
    disputed(rows, byNoiseRate(rows, estimates)),
  prune_by_class: (rows, estimates) => disputed(rows, byClass(rows, estimates)),
  both: (rows, estimates) => {
    const other = new Set(byClass(rows, estimates));
    return disputed(
      rows,
      byNoiseRate(rows, estimates).filter(row => other.has(row)),
    );
  },
  confident_learning: (rows, { thresholds }) =>
    disputed(rows, offDiagonal(rows, thresholds)),
  predicted_neq_given: rows =>
    disputed(
      rows,
      Array.from(rows.labels, (_, i) => i),
    ),
  low_normalized_margin: (rows, estimates) =>
    lowest(rows, estimates, 'normalized_margin'),
  low_self_confidence: (rows, estimates) =>
    lowest(rows, estimates, 'self_confidence'),
};

/**
 * Confident learning (Northcutt, Jiang, Chuang 2021; as cleanlab 2.9): which
 * labels are likely wrong, judged by out-of-sample probabilities.
 *
 * @throws RangeError naming row and column of input that cannot be used
 */
export function findLabelIssues(
  input: LabelInput & {
    readonly method?: FilterMethod;
    readonly rankBy?: ScoreMethod;
    /** Share of the estimated errors to flag, 0 to 1; default 1. */
    readonly fracNoise?: number;
  },
): LabelIssues {
  const {
    labels,
    classes: k,
    method = 'prune_by_noise_rate',
    fracNoise = 1,
  } = input;
  const { predProbs, renormalised } = checkLabelInput(input);
  const n = labels.length;
  const labelCounts = new Float64Array(k);
  for (const label of labels) labelCounts[label]++;
  const thresholdAccumulator = new ThresholdAccumulator(k);
  thresholdAccumulator.addChunk(labels, predProbs);
  const thresholds = thresholdAccumulator.finish();
  const jointAccumulator = new JointAccumulator(thresholds);
  jointAccumulator.addChunk(labels, predProbs);
  const confidentJoint = jointAccumulator.finish();
  const calibratedJoint = calibrateJoint(confidentJoint, labelCounts);

  const rows: Rows = { labels, predProbs, k, labelCounts };
  const flagged = FILTERS[method](rows, {
    thresholds,
    calibratedJoint,
    fracNoise,
  });
  const scores = scoresOf(
    labels,
    predProbs,
    k,
    input.rankBy ?? 'self_confidence',
  );
  const issues = flagged.sort((a, b) => scores[a] - scores[b] || a - b);
  let trace = 0;
  for (let j = 0; j < k; j++) trace += calibratedJoint[j * k + j];
  return {
    n,
    classes: k,
    method,
    thresholds,
    confidentJoint,
    calibratedJoint,
    jointTrace: trace / n,
    issues,
    renormalised,
  };
}

/** Drops rows for which the model's own first choice is the given label. */
function disputed(
  { labels, predProbs, k }: Rows,
  flagged: readonly number[],
): number[] {
  return flagged.filter(i => {
    const given = predProbs[i * k + labels[i]] + ARGMAX_TOLERANCE;
    for (let j = 0; j < k; j++) {
      if (j !== labels[i] && predProbs[i * k + j] > given) return true;
      if (j < labels[i] && predProbs[i * k + j] === given) return true;
    }
    return false;
  });
}

function offDiagonal(
  { labels, predProbs }: Rows,
  thresholds: Float64Array,
): number[] {
  const found: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const likely = confidentClass(predProbs, i, thresholds);
    if (likely >= 0 && likely !== labels[i]) found.push(i);
  }
  return found;
}

/** Members of each given class, in order of the row. */
function membersOf({ labels, k }: Rows): number[][] {
  const members = Array.from({ length: k }, (): number[] => []);
  labels.forEach((label, i) => members[label].push(i));
  return members;
}

/** Estimated errors are never so many that a class would lose its last row. */
const MINIMUM_EXAMPLES = 1;

/**
 * M[true][given]: how many rows of each kind to prune. The diagonal keeps at
 * least one example, taken evenly from the cells of its column that have any;
 * what `fracNoise` spares goes back to the diagonal.
 */
function pruneCounts(
  { k }: Rows,
  { calibratedJoint, fracNoise }: Estimates,
): Float64Array {
  const counts = new Float64Array(k * k);
  for (let given = 0; given < k; given++) {
    const column = calibratedJoint.subarray(given * k, (given + 1) * k);
    const lacking = Math.max(0, MINIMUM_EXAMPLES - column[given]);
    const noisy = Math.max(1, column.filter(count => count !== 0).length - 1);
    let spared = 0;
    for (let y = 0; y < k; y++) {
      if (y === given) continue;
      const count = Math.max(0, column[y] - lacking / noisy);
      counts[y * k + given] = Math.trunc(count * fracNoise);
      spared += count * (1 - fracNoise);
    }
    counts[given * k + given] = Math.trunc(column[given] + lacking + spared);
  }
  return counts;
}

function byNoiseRate(rows: Rows, estimates: Estimates): number[] {
  const { predProbs, k, labelCounts } = rows;
  const counts = pruneCounts(rows, estimates);
  const members = membersOf(rows);
  const flagged = new Set<number>();
  for (let given = 0; given < k; given++) {
    if (labelCounts[given] <= MINIMUM_EXAMPLES) continue;
    for (let other = 0; other < k; other++) {
      const count = counts[other * k + given];
      if (other === given || count <= 0) continue;
      const margin = (i: number) =>
        predProbs[i * k + other] - predProbs[i * k + given];
      [...members[given]]
        .sort((a, b) => margin(b) - margin(a) || a - b)
        .slice(0, count)
        .forEach(i => flagged.add(i));
    }
  }
  return [...flagged].sort((a, b) => a - b);
}

function byClass(rows: Rows, estimates: Estimates): number[] {
  const { predProbs, k, labelCounts } = rows;
  const counts = pruneCounts(rows, estimates);
  const members = membersOf(rows);
  const flagged: number[] = [];
  for (let given = 0; given < k; given++) {
    if (labelCounts[given] <= MINIMUM_EXAMPLES) continue;
    const count = labelCounts[given] - counts[given * k + given];
    const confidence = (i: number) => predProbs[i * k + given];
    flagged.push(
      ...[...members[given]]
        .sort((a, b) => confidence(a) - confidence(b) || a - b)
        .slice(0, Math.max(0, count)),
    );
  }
  return flagged.sort((a, b) => a - b);
}

/** As many of the lowest scores as there are confident disagreements. */
function lowest(
  rows: Rows,
  { thresholds }: Estimates,
  method: ScoreMethod,
): number[] {
  const scores = scoresOf(rows.labels, rows.predProbs, rows.k, method);
  const count = disputed(rows, offDiagonal(rows, thresholds)).length;
  return Array.from(rows.labels, (_, i) => i)
    .sort((a, b) => scores[a] - scores[b] || a - b)
    .slice(0, count);
}
