/**
 * Real git remotes and storages for tests, and what every source has to do.
 *
 * @packageDocumentation
 */
export { TestRemote } from './TestRemote';
export type { TestContent, TestFiles } from './TestRemote';
export { describeSource } from './describeSource';
export type { SourceUnderTest } from './describeSource';
export { describeChangeHost } from './describeChangeHost';
export type { ChangeHostUnderTest } from './describeChangeHost';
export { startLfsServer } from './startLfsServer';
export { freePort, startS3 } from './startS3';
export { startStrictS3 } from './startStrictS3';
export type { S3Fault, S3Request } from './startStrictS3';
export { answerInference, startInferenceServer } from './startInferenceServer';
export type { TestServedModel } from './startInferenceServer';
export { PullsOfToday } from './PullsOfToday';
export { PullTimeline } from './PullTimeline';
