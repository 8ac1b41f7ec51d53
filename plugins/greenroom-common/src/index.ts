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
export * from './errors';
export * from './runPlan';
export * from './retraining';
export * from './rows';
export * from './boxesText';
export * from './versions';
export * from './labels';
export * from './takeFindings';
export * from './boxChanges';
export * from './decisions';
export * from './lineage';
export * from './proposal';
export * from './health';
export * from './permissions';
export * from './annotations';
export * from './GreenroomApi';
export * from './GreenroomClient';
