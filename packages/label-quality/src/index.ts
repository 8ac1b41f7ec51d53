/**
 * Which labels look wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export { findLabelIssues, FILTER_METHODS } from './confident/findLabelIssues';
export type { FilterMethod, LabelIssues } from './confident/findLabelIssues';
export { scoreLabels, SCORE_METHODS } from './confident/scoreLabels';
export type { ScoreMethod } from './confident/scoreLabels';
export { ThresholdAccumulator } from './confident/ThresholdAccumulator';
export { JointAccumulator } from './confident/JointAccumulator';
export { softmaxProbe } from './probes/softmaxProbe';
export type { ProbeResult } from './probes/softmaxProbe';
export { principalComponents } from './projection/principalComponents';
export type { PrincipalComponents } from './projection/principalComponents';
export { wilson, Z_95 } from './wilson';
export type { LabelInput } from './confident/LabelInput';
export * from './ambiguity';
export * from './checks';
export * from './neighbours';
export * from './tasks';
export * from './annotators';
export * from './audit';
