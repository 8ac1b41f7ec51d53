/**
 * Where a model goes wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export { findSlices } from './slices/findSlices';
export type { SliceQuestion } from './slices/findSlices';
export { searchSlices } from './slices/searchSlices';
export { measureSlices } from './slices/measureSlices';
export type { MeasuredSlices } from './slices/measureSlices';
export { createSliceMemory } from './slices/SliceKernel';
export { foreseeRows } from './slices/foreseeRows';
export type { Foreseen } from './slices/foreseeRows';
export { SliceRows } from './slices/SliceRows';
export type { Sharing } from './slices/SliceRows';
export type { SliceTable } from './slices/SliceTable';
export { runBy } from './slices/SliceStep';
export type {
  PartAnswer,
  SliceMeasures,
  SlicePart,
  SliceProgram,
  SliceSetup,
} from './slices/SliceStep';
export type { Predicate, Slice, SliceAnswer, SliceSpace } from './slices/Slice';
export type { Moments, SliceTestKind } from './slices/sliceTest';
export { confirmSlices } from './slices/confirmSlices';
export type { ConfirmedSlice } from './slices/confirmSlices';
export { halfOf } from './slices/halfOf';
export type { Half } from './slices/halfOf';
export { mergeSameRows } from './slices/mergeSameRows';
export { sliceBits } from './slices/sliceBits';
export { rankByAdded } from './slices/rankByAdded';
export type { AddedSlice } from './slices/rankByAdded';
export { predicateEffects } from './slices/predicateEffects';
export type { PredicateEffect } from './slices/predicateEffects';
export { hasBit, rowsOf } from './bits/BitSet';
export type { BitSet } from './bits/BitSet';
export { featuresOf } from './cohorts/Cohort';
export type { Cohort, CohortCondition } from './cohorts/Cohort';
export { cohortOf, conditionOf } from './cohorts/cohortOf';
export { cohortRows } from './cohorts/cohortRows';
export { CohortSyntaxError, parseCohort } from './cohorts/parseCohort';
export { printCohort } from './cohorts/printCohort';
export {
  changeOfSlices,
  pairedChangeOfSlices,
} from './versions/changeOfSlices';
export type { SliceChange } from './versions/changeOfSlices';
export { partsOfChange } from './versions/partsOfChange';
export type { ChangeParts, SharedRows } from './versions/partsOfChange';
export { adviseOnSlice } from './advice/adviseOnSlice';
export {
  DERIVED_CLUSTER,
  DERIVED_FROM_IMAGE,
  DERIVED_FROM_TEXT,
  derivedName,
} from './derived/derivedFeatures';
export type { DerivedFeature } from './derived/derivedFeatures';
export { textFeatures } from './derived/textFeatures';
export type { TextFeatures } from './derived/textFeatures';
export {
  imageFeatures,
  imageGrid,
  imageGridColumns,
} from './derived/imageFeatures';
export type { ImageFeatures, PixelSize } from './derived/imageFeatures';
export { planNumbers } from './features/planNumbers';
export { planEqualBins } from './features/planEqualBins';
export type { EqualBins } from './features/planEqualBins';
export { DEFAULT_CATEGORIES, planCategories } from './features/planCategories';
export {
  codeCount,
  labelsOf,
  MISSING,
  OTHER,
  rangeLabel,
  rangesOf,
} from './features/FeaturePlan';
export type { FeaturePlan, NumberRange } from './features/FeaturePlan';
export { encodeFeature } from './features/encodeFeature';
export type { ColumnValues } from './features/encodeFeature';
export { TextColumnBuilder } from './features/TextColumn';
export type { TextColumn } from './features/TextColumn';
export { binNumbers } from './features/binNumbers';
export type { Encoded } from './features/binNumbers';
export { encodeCategories } from './features/encodeCategories';
export { confusionMatrix } from './confusionMatrix';
export { falseDiscoveryRate } from './statistics/falseDiscoveryRate';
export { holm } from './statistics/holm';
export { incompleteBeta } from './statistics/incompleteBeta';
export {
  differenceOfMeans,
  differenceOfPairs,
} from './statistics/differenceOfMeans';
export type { Difference } from './statistics/differenceOfMeans';
export { errorInterval, shareInterval } from './statistics/errorInterval';
export type { Interval } from './statistics/errorInterval';
export { growTree } from './tree/growTree';
export type { TreeQuestion } from './tree/growTree';
export type { ErrorTree, TreeFeature, TreeSplit } from './tree/ErrorTree';
export { HeatMap } from './heat/HeatMap';
export type { HeatCell, HeatChunk } from './heat/HeatMap';
export type {
  Advice,
  Cause,
  Count,
  SliceEvidence,
} from './advice/adviseOnSlice';
export { remarksOnTable } from './remarks/remarksOnTable';
export type { NamedColumn, Remark } from './remarks/remarksOnTable';
export { learningCurve } from './advice/learningCurve';
export type { LearningCurve, LearningGroup } from './advice/learningCurve';
