/**
 * Which labels look wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export * from './confident';
export * from './probes';
export {
  PREDICTION_ORIGINS,
  requireOutOfSample,
  TrainedOnError,
} from './outOfSample';
export type { PredictionOrigin } from './outOfSample';
export { wilson, Z_95 } from './wilson';
export { seededRandom } from './seededRandom';
export { normalBelow } from './checks/normalBelow';
export { principalComponents } from './projection/principalComponents';
export type { PrincipalComponents } from './projection/principalComponents';
export * from './ambiguity';
export * from './checks';
export * from './neighbours';
export * from './clusters';
export * from './tasks';
export * from './annotators';
export * from './audit';
