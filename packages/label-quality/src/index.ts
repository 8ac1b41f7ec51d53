/**
 * Which labels look wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export { findLabelIssues, FILTER_METHODS } from './findLabelIssues';
export type { FilterMethod, LabelIssues } from './findLabelIssues';
export { scoreLabels, SCORE_METHODS } from './scoreLabels';
export type { ScoreMethod } from './scoreLabels';
export { ThresholdAccumulator } from './ThresholdAccumulator';
export { JointAccumulator } from './JointAccumulator';
export { softmaxProbe } from './softmaxProbe';
export type { ProbeResult } from './softmaxProbe';
export { wilson, Z_95 } from './wilson';
export type { LabelInput } from './LabelInput';
