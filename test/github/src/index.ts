/**
 * The emulated git host of the example organisation.
 *
 * @packageDocumentation
 */
export { startHost } from './startHost';
export { readHostSettings } from './hostSettings';
export type { HostSettings } from './hostSettings';
