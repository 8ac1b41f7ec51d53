/** Metrics of every task: accumulators, their intervals, comparisons. */
export type {
  Accumulator,
  MetricValues,
  Sample,
  Share,
} from './rows/Accumulator';
export { MetricError } from './rows/MetricError';
export { BinaryAccumulator } from './binary/BinaryAccumulator';
export type { BinaryChunk, BinaryOptions } from './binary/BinaryAccumulator';
export type { BinarySample } from './binary/BinarySample';
export { thresholdCurve } from './binary/thresholdCurve';
export type { ThresholdPoint } from './binary/thresholdCurve';
export { MulticlassAccumulator } from './multiclass/MulticlassAccumulator';
export type {
  MulticlassChunk,
  MulticlassOptions,
} from './multiclass/MulticlassAccumulator';
export type { MulticlassSample } from './multiclass/MulticlassSample';
export { classFigures } from './multiclass/classAverages';
export type { ClassFigures } from './multiclass/classAverages';
export { MultilabelAccumulator } from './multilabel/MultilabelAccumulator';
export type {
  MultilabelChunk,
  MultilabelOptions,
} from './multilabel/MultilabelAccumulator';
export { RegressionAccumulator } from './regression/RegressionAccumulator';
export type {
  RegressionChunk,
  RegressionOptions,
} from './regression/RegressionAccumulator';
export type { RegressionSample } from './regression/RegressionSample';
export { RankingAccumulator } from './ranking/RankingAccumulator';
export type {
  RankingChunk,
  RankingOptions,
} from './ranking/RankingAccumulator';
export { DetectionAccumulator } from './detection/DetectionAccumulator';
export type {
  DetectionPicture,
  FoundBoxes,
  GivenBoxes,
} from './detection/DetectionAccumulator';
export type {
  ClassPrecision,
  DetectionSample,
} from './detection/DetectionSample';
export { EntityAccumulator } from './entities/EntityAccumulator';
export type { EntityChunk } from './entities/EntityAccumulator';
export type { EntityFigures, EntitySample } from './entities/EntitySample';
export { readSpans } from './entities/readSpans';
export type { EntitySpan, SpansRead, TagScheme } from './entities/readSpans';
export { bleuCounts, bleuParts } from './text/bleu';
export { TextAccumulator } from './text/TextAccumulator';
export type { TextChunk } from './text/TextAccumulator';
export { FairnessAccumulator } from './fairness/FairnessAccumulator';
export type {
  FairnessChunk,
  FairnessOptions,
} from './fairness/FairnessAccumulator';
export type { FairnessSample } from './fairness/FairnessSample';
export { groupRates } from './fairness/groupRates';
export type { GroupRates } from './fairness/groupRates';
export {
  CALIBRATION_BINS,
  binByMass,
  placeByWidth,
  sumByBin,
} from './calibration/confidenceBins';
export type { ConfidenceBins } from './calibration/confidenceBins';
export { calibrationErrors } from './calibration/calibrationErrors';
export { brierDecomposition } from './calibration/brierDecomposition';
export type { BrierDecomposition } from './calibration/brierDecomposition';
export { clopperPearson } from './intervals/clopperPearson';
export { bootstrap, RESAMPLING } from './intervals/bootstrap';
export type { Resampled, Resampling } from './intervals/bootstrap';
export { figuresOf } from './intervals/figuresOf';
export type { FigureOptions } from './intervals/figuresOf';
export type { BoundedFigure, Figure } from './intervals/Figure';
export {
  minimumDetectableOf,
  minimumDetectablePaired,
  minimumDetectableShare,
} from './intervals/minimumDetectable';
export { adjustForMany } from './between/adjustForMany';
export type { Adjusted } from './between/adjustForMany';
export { compareErrors } from './between/compareErrors';
export type { ErrorComparison } from './between/compareErrors';
export { compareSamples } from './between/compareSamples';
export type { Difference } from './between/compareSamples';
