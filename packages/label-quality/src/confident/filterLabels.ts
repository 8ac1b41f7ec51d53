import type { Confidence } from './ConfidenceAccumulator';
import { Joint, NO_CLASS } from './JointAccumulator';

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

/** The given label may lag the most probable one by this and still count as it. */
const ARGMAX_TOLERANCE = 1e-6;

export type Evidence = Confidence &
  Joint & {
    /** M[true][given]. */
    readonly counts: Int32Array;
    readonly minExamples: number;
    /** What pruning by noise rate found, where the method asks for it. */
    readonly byNoiseRate: readonly number[];
  };
type Filter = (evidence: Evidence) => number[];

const FILTERS: Readonly<Record<FilterMethod, Filter>> = {
  prune_by_noise_rate: evidence =>
    evidence.byNoiseRate.filter(disputed(evidence)),
  prune_by_class: evidence => byClass(evidence).filter(disputed(evidence)),
  both: evidence => {
    const other = new Set(byClass(evidence));
    return evidence.byNoiseRate
      .filter(row => other.has(row))
      .filter(disputed(evidence));
  },
  confident_learning: evidence =>
    offDiagonal(evidence).filter(disputed(evidence)),
  predicted_neq_given: evidence => rowsOf(evidence).filter(disputed(evidence)),
  low_normalized_margin: evidence =>
    lowest(evidence, normalizedMargin(evidence)),
  low_self_confidence: evidence => lowest(evidence, evidence.pGiven),
};

/** Whether a method needs the third pass over the rows. */
export function prunesByNoiseRate(method: FilterMethod): boolean {
  return method === 'prune_by_noise_rate' || method === 'both';
}

/** Which labels a method calls wrong: rows in ascending order but for `low_…`. */
export function filterLabels(
  method: FilterMethod,
  evidence: Evidence,
): number[] {
  return FILTERS[method](evidence);
}

/** Confident disagreements that the model's own first choice bears out. */
export function confidentDisagreements(evidence: Confidence & Joint): number {
  return offDiagonal(evidence).filter(disputed(evidence)).length;
}

/** (p_given - max of the others + 1) / 2 of every row. */
export function normalizedMargin({
  pGiven,
  pSuggested,
}: Pick<Evidence, 'pGiven' | 'pSuggested'>): Float64Array {
  return pGiven.map((p, i) => (p - pSuggested[i] + 1) / 2);
}

/** Rows in order of their scores, lowest first; ties by row. */
export function byScore(
  rows: readonly number[],
  scores: Float64Array,
): number[] {
  return [...rows].sort((a, b) => scores[a] - scores[b] || a - b);
}

function rowsOf({ labels }: Confidence): number[] {
  return Array.from(labels, (_, row) => row);
}

/** Tells rows for which the model's own first choice is not the given label. */
function disputed(evidence: Confidence & Joint): (row: number) => boolean {
  const { labels, pGiven, suggested, pSuggested } = evidence;
  return row => {
    const given = pGiven[row] + ARGMAX_TOLERANCE;
    return (
      pSuggested[row] > given ||
      (pSuggested[row] === given && suggested[row] < labels[row])
    );
  };
}

function offDiagonal(evidence: Confidence & Joint): number[] {
  const { labels, likely } = evidence;
  return rowsOf(evidence).filter(
    row => likely[row] !== NO_CLASS && likely[row] !== labels[row],
  );
}

/** Of each given class k the n_k - M[k][k] rows with the least p_k. */
function byClass(evidence: Evidence): number[] {
  const { labels, pGiven, labelCounts, counts, minExamples } = evidence;
  const k = labelCounts.length;
  const members = Array.from({ length: k }, (): number[] => []);
  labels.forEach((label, row) => members[label].push(row));
  return members
    .flatMap((rows, given) =>
      rows.length <= minExamples
        ? []
        : byScore(rows, pGiven).slice(
            0,
            Math.max(0, rows.length - counts[given * k + given]),
          ),
    )
    .sort((a, b) => a - b);
}

/** As many of the lowest scores as there are confident disagreements. */
function lowest(evidence: Evidence, scores: Float64Array): number[] {
  return byScore(rowsOf(evidence), scores).slice(
    0,
    confidentDisagreements(evidence),
  );
}
