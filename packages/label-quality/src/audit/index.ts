export { AuditSampler } from './AuditSampler';
export type { AuditSample, SampledRow, SampledStratum } from './AuditSampler';
export { allocateSample } from './allocateSample';
export type { Allocation } from './allocateSample';
export { decidedStrata } from './decidedStrata';
export type { DecidedStratum, Verdict } from './decidedStrata';
export { finiteProportion } from './finiteProportion';
export type { Decided } from './finiteProportion';
export { noiseRate } from './noiseRate';
export type { NoiseRate } from './noiseRate';
export { noiseByGroup } from './noiseByGroup';
export type { AuditedGroup, GroupNoise } from './noiseByGroup';
export { thresholdCurve } from './thresholdCurve';
export type {
  CurvePoint,
  CurveEstimate,
  ScoredStratum,
} from './thresholdCurve';
export { rowsToDecide } from './rowsToDecide';
