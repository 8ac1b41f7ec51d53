/**
 * Inference, metrics with intervals, and comparisons.
 *
 * @packageDocumentation
 */
export { evaluateModel } from './evaluateModel';
export type { Evaluation } from './evaluateModel';
export { assertRunnable, readModel } from './readModel';
export type { ModelFacts, TensorFacts } from './readModel';
export { ModelError } from './ModelError';
export { checkSamples } from './checkSamples';
export { Session } from './Session';
export {
  inputColumns,
  preparedWidth,
  prepareInputs,
} from './preprocessing/prepareInputs';
export type { InputRow } from './preprocessing/prepareInputs';
export { fnv1a } from './preprocessing/hashText';
export { measureClassification } from './measureClassification';
export type {
  CalibrationBin,
  ClassificationReport,
} from './measureClassification';
export * from './metrics';
export { comparePaired, mcnemarExact } from './metrics/comparePaired';
export type { PairedComparison } from './metrics/comparePaired';
export { checkGates } from './gates';
export type { GateResult } from './gates';
export { attributeDifference } from './attribution/attributeDifference';
export type { Attribution } from './attribution/attributeDifference';
export { foldRows } from './attribution/foldRows';
export { accuracyCell, macroF1Cell, meanCell } from './attribution/GridCell';
export type { CellRows, GridCell } from './attribution/GridCell';
export { shapleyShares } from './attribution/shapleyShares';
export { smallestGroup } from './attribution/smallestGroup';
export type { SmallestGroup } from './attribution/smallestGroup';
