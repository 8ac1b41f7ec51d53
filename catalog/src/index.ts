/**
 * The example organisation: people, teams, and the content of its repositories.
 *
 * @packageDocumentation
 */
export { JONAS, ORGANISATION, PEOPLE } from './people';
export type { SeedPerson } from './people';
export { texts } from './SeedRepository';
export type { SeedCommit, SeedRepository } from './SeedRepository';
export { seedRepositories } from './seedRepositories';
export { largeRepositories } from './large/largeRepositories';
export { commitIds } from './gitObjects';
export { plantedFlips } from './flips';
export type { DataVersion } from './flips';
export { readRows, retrain } from './retrain';
export { plantedBoxErrors } from './scenes/sceneLabels';
export type { PlantedBoxError } from './scenes/sceneLabels';
export { settledWith } from './claims/claimChecker';
export { MODELS } from './modelSpecs';
export type { ModelName } from './modelSpecs';
