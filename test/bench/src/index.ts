/**
 * What benches and fault tests share.
 *
 * @packageDocumentation
 */
export { freePort, peakMegabytes, quantile } from './machine';
export { PortalClient, until } from './PortalClient';
export type { AssetsAnswer, SourcesAnswer } from './PortalClient';
export { loadDemoTools } from './demoTools';
export { Replica } from './jobs/Replica';
export { postgresSchema, sqliteIn } from './jobs/databases';
export { loadPostgresTools } from './demoTools';
export { Report } from './Report';
export { answerRun, shardedRun } from './inference/shardedRun';
