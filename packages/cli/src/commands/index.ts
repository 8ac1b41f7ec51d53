import type { Command } from '../Command';

/** Commands by their words; each is loaded only when it is called. */
export const COMMANDS: Readonly<Record<string, () => Command>> = {
  'manifest validate': () => require('./manifestValidate').manifestValidate,
  'manifest show': () => require('./manifestShow').manifestShow,
  'data digest': () => require('./dataDigest').dataDigest,
  'data profile': () => require('./dataProfile').dataProfile,
  'data diff': () => require('./dataDiff').dataDiff,
  'labels find': () => require('./labelsFind').labelsFind,
  'labels score': () => require('./labelsScore').labelsScore,
  'errors slices': () => require('./errorsSlices').errorsSlices,
  evaluate: () => require('./evaluate').evaluate,
};
