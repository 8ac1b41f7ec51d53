/** Tasks other than one class a row. */
export { findMultilabelIssues } from './multilabel/findMultilabelIssues';
export type {
  ClassIssues,
  MultilabelIssues,
} from './multilabel/findMultilabelIssues';
export {
  MULTILABEL_AGGREGATIONS,
  scoreMultilabel,
} from './multilabel/scoreMultilabel';
export type { MultilabelAggregation } from './multilabel/scoreMultilabel';
export type { MultilabelInput } from './multilabel/MultilabelInput';
export { findRegressionIssues } from './regression/findRegressionIssues';
export type { RegressionIssues } from './regression/findRegressionIssues';
export {
  REGRESSION_SCORES,
  scoreRegression,
} from './regression/scoreRegression';
export type {
  RegressionInput,
  RegressionScore,
} from './regression/scoreRegression';
export { findTokenIssues } from './tokens/findTokenIssues';
export type { TokenIssue } from './tokens/findTokenIssues';
export { commonTokenIssues } from './tokens/commonTokenIssues';
export type { CommonTokenIssue } from './tokens/commonTokenIssues';
export { scoreSentences, SENTENCE_SCORES } from './tokens/scoreSentences';
export type { SentenceScore } from './tokens/scoreSentences';
export type { TokenInput, TokenPlace } from './tokens/TokenInput';
export { findBoxIssues } from './boxes/findBoxIssues';
export type { BoxIssue, BoxIssues } from './boxes/findBoxIssues';
export { scoreBoxes } from './boxes/scoreBoxes';
export type { BoxScores, ImageScores } from './boxes/scoreBoxes';
export { intersection, iou } from './boxes/Boxes';
export type { Boxes, BoxImage, Detections } from './boxes/Boxes';
export { cocoBbox, cornersOfBbox, readCocoResults } from './boxes/cocoResults';
export type { CocoDetection, CocoIds } from './boxes/cocoResults';
export { boxAgreement } from './boxes/agreement/boxAgreement';
export type { BoxAgreement } from './boxes/agreement/boxAgreement';
export type { AnnotatedImage } from './boxes/agreement/AnnotatedImage';
export type { BoxFinding } from './boxes/agreement/boxFindings';
export { boxFindingText } from './boxes/agreement/boxFindingText';
export type {
  AnnotatorPair,
  MeanEstimate,
} from './boxes/agreement/compareAnnotators';
export type { ConsensusBox } from './boxes/agreement/consensusBoxes';
export type { Grouping } from './boxes/agreement/findGroupings';
export { findMaskIssues } from './masks/findMaskIssues';
export type { MaskIssues } from './masks/findMaskIssues';
export { scoreMasks } from './masks/scoreMasks';
export type { MaskImage, MaskImages } from './masks/MaskImage';
