export { findAmbiguity } from './findAmbiguity';
export type { Ambiguity, AmbiguousPair } from './findAmbiguity';
export { normalisedEntropy } from './normalisedEntropy';
