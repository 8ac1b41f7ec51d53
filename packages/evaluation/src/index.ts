/**
 * Inference, metrics with intervals, and comparisons.
 *
 * @packageDocumentation
 */
export { EVALUATION_ENGINE, EVALUATION_VERSION } from './engineVersion';
export { evaluateModel } from './evaluateModel';
export type { Evaluation } from './Evaluation';
export { PredictionWriter } from './PredictionWriter';
export type { Prediction } from './PredictionWriter';
export type { EvaluationQuestion } from './evaluateModel';
export { assertRunnable, RUNTIME_LIMITS } from './assertRunnable';
export { readModel, readModelFile } from './readModel';
export type { ModelFacts, TensorFacts } from './readModel';
export { ModelError } from './ModelError';
export { checkSamples } from './checkSamples';
export { openModel } from './openModel';
export type { RowModel } from './RowModel';
export { openServedModel, servedFacts } from './served/openServedModel';
export type { ServedFacts, ServedOptions } from './served/openServedModel';
export { InferenceServer } from './served/InferenceServer';
export { writeRequests } from './served/writeRequests';
export type { RequestsQuestion } from './served/writeRequests';
export { askRequests } from './served/askRequests';
export { AnswerLog } from './served/AnswerLog';
export { predictRows } from './predictRows';
export { predictShard } from './shards/predictShard';
export type { PredictedShard, ShardQuestion } from './shards/predictShard';
export { mergeShards } from './shards/mergeShards';
export type { MergeQuestion } from './shards/mergeShards';
export type { Shard } from './shards/rowsOfShard';
export { readOutputs } from './readOutputs';
export type { ClassOutputs } from './readOutputs';
export { Session } from './session/Session';
export type {
  InputBatch,
  OutputValues,
  PreparedInput,
} from './session/InputBatch';
export { Preparation } from './preprocessing/Preparation';
export type { StepFiles } from './preprocessing/StepFiles';
export {
  inputColumns,
  preparedWidth,
  prepareInputs,
} from './preprocessing/prepareInputs';
export type { InputRow } from './preprocessing/PreparedStep';
export { fnv1a } from './preprocessing/hashText';
export {
  ClassificationMeasure,
  measureClassification,
} from './measureClassification';
export type {
  CalibrationBin,
  ClassificationReport,
} from './measureClassification';
export * from './metrics';
export { compareRuns } from './comparison/compareRuns';
export { compareDetections } from './comparison/compareDetections';
export type { ComparedRun, PairQuestion } from './comparison/PairedRows';
export type {
  ChangedRow,
  Compared,
  ComparedMetric,
  ComparedSlice,
  PictureCounts,
  RunComparison,
} from './comparison/RunComparison';
export { readDetectedPictures } from './readDetectedPictures';
export { sliceFeatures } from './slices/sliceFeatures';
export type { SliceFeature } from './slices/SliceColumns';
export {
  comparePaired,
  comparePairedCounts,
  mcnemarChiSquared,
  mcnemarExact,
  waldPaired,
} from './metrics/between/comparePaired';
export type { PairedComparison } from './metrics/between/comparePaired';
export { seenInTraining } from './seenInTraining';
export { readBaseline } from './readBaseline';
export type { BaselineFile } from './readBaseline';
export { evaluateTask } from './tasks/evaluateTask';
export type {
  TaskPredictionsQuestion,
  TaskQuestion,
} from './tasks/evaluateTask';
export { compareTaskRuns } from './tasks/compareTaskRuns';
export { normaliseAnswers } from './tasks/normaliseAnswers';
export { normalisePredictions } from './normalisePredictions';
export type { PredictionsTell } from './normalisePredictions';
export { evaluateRegressor } from './tasks/evaluateRegressor';
export type { RegressorQuestion } from './tasks/evaluateRegressor';
export { evaluatePredictions } from './evaluatePredictions';
export type { PredictionsQuestion } from './evaluatePredictions';
export { SURE_FROM } from './measureDetections';
export type { DetectedPicture, FoundBox } from './measureDetections';
export { evaluateDetections } from './evaluateDetections';
export { readFoundBoxes } from './readFoundBoxes';
export type { Intervals } from './metrics/intervals/intervalsWanted';
export { isLowerBetter } from './isLowerBetter';
export { DerivedCells, legible, pixelsOf } from './slices/DerivedCells';
export { seePicture } from './slices/seePicture';
export type { SeenPicture } from './slices/seePicture';
export {
  clusterEmbeddings,
  clusterTexts,
  clusterVectors,
  finishClusters,
  fitClusters,
  isEmbeddingType,
} from './slices/clusters/clusterColumn';
export type { NumberedTable } from './slices/clusters/clusterColumn';
export {
  PICTURE_VECTOR_COLUMNS,
  pictureVector,
} from './slices/clusters/pictureVector';
export type { RowClusters } from './slices/clusters/RowClusters';
export { conditionsName, meetsConditions } from './slices/meetsConditions';
export { checkGates } from './gates/checkGates';
export type { Baseline, GateResult } from './gates/GateResult';
export type { FairnessReport, GroupFairness } from './fairness/FairnessMeasure';
export { attributeDifference } from './attribution/attributeDifference';
export type { Attribution } from './attribution/attributionOf';
export { attributeSamples } from './attribution/attributeSamples';
export type { SampleCell } from './attribution/attributeSamples';
export { isOfClasses } from './isOfClasses';
export { attributeGrid } from './attribution/grid/attributeGrid';
export type { GridAttribution } from './attribution/grid/attributeGrid';
export type { AttributedMetric } from './attribution/grid/AttributedMetric';
export type {
  AttributionFactor,
  AttributionGrid,
  RunOfGrid,
  Side,
} from './attribution/grid/AttributionGrid';
export { foldRows } from './attribution/foldRows';
export { accuracyCell, macroF1Cell, meanCell } from './attribution/GridCell';
export type { CellRows, GridCell } from './attribution/GridCell';
export { shapleyShares } from './attribution/shapleyShares';
export { smallestGroup } from './attribution/smallestGroup';
export type { SmallestGroup } from './attribution/smallestGroup';
