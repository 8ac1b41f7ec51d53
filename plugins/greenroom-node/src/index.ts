/**
 * Extension points of the Greenroom backend.
 *
 * @packageDocumentation
 */
export * from './Source';
export * from './greenroomSourcesExtensionPoint';
export { BrokenSource } from './BrokenSource';
