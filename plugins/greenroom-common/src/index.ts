/**
 * What the frontend and the backends of Greenroom say to one another.
 *
 * @packageDocumentation
 */
export * from './asset';
export * from './analysis';
export * from './runComparison';
export * from './attribution';
export * from './metricName';
export * from './cohort';
export * from './errorQuestion';
export * from './errorAnswer';
export * from './errorTrend';
export * from './collect';
export * from './runPlan';
export * from './retraining';
export * from './rows';
export * from './augmentation';
export * from './boxesText';
export * from './versions';
export * from './labels';
export * from './takeFindings';
export * from './boxChanges';
export * from './decisions';
export * from './obligations';
export * from './card';
export * from './lineageGraph';
export * from './lineageQuestions';
export * from './organisationLineage';
export * from './LineageApi';
export * from './basketCheck';
export * from './entries';
export * from './proposal';
export * from './newRows';
export * from './assetTexts';
export * from './pullRequest';
export * from './plan';
export * from './policy';
export * from './review';
export * from './planReview';
export * from './health';
export * from './permissions';
export * from './auditEvents';
export * from './annotations';
export * from './GreenroomApi';
export * from './createGreenroomClient';
export { HEADER_SCM_TOKEN } from './client/scmToken';
export * from './ReviewsClient';
