/**
 * Where a model goes wrong: exact, without I/O, over typed arrays.
 *
 * @packageDocumentation
 */
export { findSlices } from './findSlices';
export type { Predicate, Slice, SliceQuestion } from './findSlices';
export { binNumbers } from './binNumbers';
export type { Encoded } from './binNumbers';
export { encodeCategories } from './encodeCategories';
export { confusionMatrix } from './confusionMatrix';
export { falseDiscoveryRate } from './falseDiscoveryRate';
export { incompleteBeta } from './incompleteBeta';
