import { calibrateJoint } from './calibrateJoint';
import type { Confidence } from './ConfidenceAccumulator';
import {
  byScore,
  confidentDisagreements,
  Evidence,
  filterLabels,
  FilterMethod,
} from './filterLabels';
import type { Joint } from './JointAccumulator';
import type { PruneQuestion } from './PruneAccumulator';
import { pruneCounts } from './pruneCounts';

export type LabelIssues = {
  readonly n: number;
  readonly classes: number;
  readonly method: FilterMethod;
  /** t_k, classes values. */
  readonly thresholds: Float64Array;
  /** Rows with each given label. */
  readonly labelCounts: Float64Array;
  /** classes x classes counts, row-major: given by likely true. */
  readonly confidentJoint: Float64Array;
  /** The same, scaled to n. */
  readonly calibratedJoint: Float64Array;
  /** Share of the calibrated joint on its diagonal. */
  readonly jointTrace: number;
  /** Rows that are confidently of another class than given, and most probably too. */
  readonly disagreements: number;
  /** Rows whose label is doubtful, worst first; ties by row. */
  readonly issues: number[];
  /** Rows of probabilities that did not sum to one. */
  readonly renormalised: number;
};

export type FilterOptions = {
  readonly method: FilterMethod;
  /** Share of the estimated errors to flag, 0 to 1. */
  readonly fracNoise: number;
  /** Rows that each class keeps at least. */
  readonly minExamples: number;
};

export const FILTER_DEFAULTS: FilterOptions = {
  method: 'prune_by_noise_rate',
  fracNoise: 1,
  minExamples: 1,
};

/** What two passes say of the whole, and what the third one is to look for. */
export type JointEstimate = Confidence &
  Joint & {
    readonly calibratedJoint: Float64Array;
    readonly prune: PruneQuestion;
  };

/** The calibrated joint, and how many rows of each kind to prune. */
export function estimateJoint(
  confidence: Confidence,
  joint: Joint,
  { fracNoise, minExamples }: FilterOptions,
): JointEstimate {
  const { labelCounts } = confidence;
  const classes = labelCounts.length;
  const calibratedJoint = calibrateJoint(joint.confidentJoint, labelCounts);
  return {
    ...confidence,
    ...joint,
    calibratedJoint,
    prune: {
      classes,
      counts: pruneCounts(calibratedJoint, classes, {
        fracNoise,
        minExamples,
      }),
      labelCounts,
      minExamples,
    },
  };
}

/**
 * Which labels are doubtful by what the passes found, worst first.
 *
 * @param found.byNoiseRate - what the third pass found; none where the method asks for none
 * @param found.scores - n scores by which the rows are put in order
 */
export function labelIssues(
  estimate: JointEstimate,
  { method }: FilterOptions,
  found: {
    readonly byNoiseRate: readonly number[];
    readonly scores: Float64Array;
    readonly renormalised: number;
  },
): LabelIssues {
  const { classes, counts, minExamples } = estimate.prune;
  const evidence: Evidence = {
    ...estimate,
    counts,
    minExamples,
    byNoiseRate: found.byNoiseRate,
  };
  const n = estimate.labels.length;
  let trace = 0;
  for (let j = 0; j < classes; j++)
    trace += estimate.calibratedJoint[j * classes + j];
  return {
    n,
    classes,
    method,
    thresholds: estimate.thresholds,
    labelCounts: estimate.labelCounts,
    confidentJoint: estimate.confidentJoint,
    calibratedJoint: estimate.calibratedJoint,
    jointTrace: trace / n,
    disagreements: confidentDisagreements(estimate),
    issues: byScore(filterLabels(method, evidence), found.scores),
    renormalised: found.renormalised,
  };
}
