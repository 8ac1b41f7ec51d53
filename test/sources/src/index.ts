/**
 * Real git remotes for tests, and what every source has to do.
 *
 * @packageDocumentation
 */
export { TestRemote } from './TestRemote';
export type { TestContent, TestFiles } from './TestRemote';
export { describeSource } from './describeSource';
export type { SourceUnderTest } from './describeSource';
