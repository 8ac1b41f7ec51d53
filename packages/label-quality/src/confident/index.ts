export { findLabelIssues } from './findLabelIssues';
export { FILTER_METHODS, prunesByNoiseRate } from './filterLabels';
export { normalizedMargin } from './filterLabels';
export type { FilterMethod } from './filterLabels';
export {
  estimateJoint,
  FILTER_DEFAULTS,
  labelIssues,
} from './labelIssues';
export type {
  Estimate,
  FilterOptions,
  LabelIssues,
} from './labelIssues';
export { scoreLabels } from './scoreLabels';
export { OUTLIER_METHODS, SCORE_METHODS } from './rowScores';
export type { OutlierMethod, ScoreMethod } from './rowScores';
export { normalised } from './Chunk';
export type { Chunk } from './Chunk';
export { checkSize } from './LabelInput';
export type { LabelInput } from './LabelInput';
export { ConfidenceAccumulator } from './ConfidenceAccumulator';
export type {
  Confidence,
  ConfidencePart,
} from './ConfidenceAccumulator';
export { JointAccumulator } from './JointAccumulator';
export type { Joint, JointPart } from './JointAccumulator';
export { PruneAccumulator } from './PruneAccumulator';
export type { PrunePart, PruneQuestion } from './PruneAccumulator';
export { ScoreAccumulator } from './ScoreAccumulator';
export type { ScorePart } from './ScoreAccumulator';
export { MemberAccumulator } from './MemberAccumulator';
export type { Member, MemberPart } from './MemberAccumulator';
export { ensembleWeights } from './ensembleWeights';
export { combineEnsemble, weightedMean } from './combineEnsemble';
export { latentEstimates, PRIOR_METHODS } from './latentEstimates';
export type { LatentEstimates, PriorMethod } from './latentEstimates';
export { labelHealth } from './labelHealth';
export type {
  ClassHealth,
  ClassOverlap,
  LabelHealth,
} from './labelHealth';
