/**
 * Where a model goes wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export { findSlices } from './slices/findSlices';
export type { SliceQuestion } from './slices/findSlices';
export { searchSlices } from './slices/searchSlices';
export { SliceRows } from './slices/SliceRows';
export type { SliceTable } from './slices/SliceRows';
export { mergeMeasures, runOn } from './slices/SliceTask';
export type {
  SliceMeasures,
  SliceProgram,
  SliceTask,
} from './slices/SliceTask';
export type { Predicate, Slice, SliceAnswer, SliceSpace } from './slices/Slice';
export type { SliceTestKind } from './slices/TestedSlices';
export { binNumbers } from './features/binNumbers';
export type { Encoded } from './features/binNumbers';
export { planNumbers } from './features/planNumbers';
export { planCategories } from './features/planCategories';
export {
  codeCount,
  labelsOf,
  MISSING,
  OTHER,
  rangesOf,
} from './features/FeaturePlan';
export type { FeaturePlan } from './features/FeaturePlan';
export { encodeFeature } from './features/encodeFeature';
export type { ColumnValues } from './features/encodeFeature';
export { TextColumnBuilder } from './features/TextColumn';
export type { TextColumn } from './features/TextColumn';
export { encodeCategories } from './features/encodeCategories';
export { confusionMatrix } from './confusionMatrix';
export { falseDiscoveryRate } from './statistics/falseDiscoveryRate';
export { incompleteBeta } from './statistics/incompleteBeta';
export { errorInterval } from './statistics/errorInterval';
export type { Interval } from './statistics/errorInterval';
export { growTree } from './tree/growTree';
export type { TreeQuestion } from './tree/growTree';
export type { ErrorTree, TreeFeature, TreeSplit } from './tree/ErrorTree';
export { HeatMap } from './heat/HeatMap';
export type { HeatCell, HeatChunk } from './heat/HeatMap';
export { adviseOnSlice } from './advice/adviseOnSlice';
export type {
  Advice,
  Cause,
  Count,
  SliceEvidence,
} from './advice/adviseOnSlice';
export { learningCurve } from './advice/learningCurve';
export type { LearningCurve, LearningGroup } from './advice/learningCurve';
