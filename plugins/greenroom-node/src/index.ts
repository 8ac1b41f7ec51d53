/**
 * Extension points of the Greenroom backend.
 *
 * @packageDocumentation
 */
export * from './Source';
export * from './ChangeHost';
export { commitMessage } from './commitMessage';
export * from './WorkflowHost';
export * from './greenroomSourcesExtensionPoint';
export * from './ComputeExecutor';
export * from './ComputeLimits';
export * from './WorkerCalls';
export * from './greenroomComputeExtensionPoint';
export { BrokenSource } from './BrokenSource';
