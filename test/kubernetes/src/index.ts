/**
 * What executors of computations are tested by, and a cluster to test them on.
 *
 * @packageDocumentation
 */
export * from './executorCases';
export { StandInKubelet } from './kubelet/StandInKubelet';
export type { Image } from './kubelet/PodProcess';
export { startCalls } from './startCalls';
export { obedientImage, workerImage } from './workerImage';
export { StrictApiServer, type Trouble } from './strict/StrictApiServer';
