/**
 * Extension points of the Greenroom backend.
 *
 * @packageDocumentation
 */
export * from './Source';
export * from './greenroomSourcesExtensionPoint';
export * from './ComputeExecutor';
export * from './greenroomComputeExtensionPoint';
export { BrokenSource } from './BrokenSource';
