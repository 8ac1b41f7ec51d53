/**
 * The emulated git host of the example organisation.
 *
 * @packageDocumentation
 */
export { startHost } from './startHost';
export type { StartedHost } from './startHost';
export type { RecordedRequest } from './Host';
export { manyRepositories } from './manyRepositories';
export { pushFiles } from './pushFiles';
export { readHostSettings } from './hostSettings';
export type { HostSettings } from './hostSettings';
