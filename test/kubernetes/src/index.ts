/**
 * What executors of computations are tested by.
 *
 * @packageDocumentation
 */
export * from './executorCases';
