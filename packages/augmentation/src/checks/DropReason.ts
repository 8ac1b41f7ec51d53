/** Why a synthetic row may not enter the data set. */
export const DROP_REASONS = [
  'near-duplicate',
  'near-held-out',
  'noise',
  'across-boundary',
  'tomek-link',
  'model-disagrees',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What each reason means, for people. */
export const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  'near-duplicate': 'nearly the same as a row that is there',
  'near-held-out': 'nearly the same as a row the model is tested on',
  noise: 'all rows around it are of other classes',
  'across-boundary': 'most rows around it are of another class',
  'tomek-link': 'it and a row of another class are nearest to one another',
  'model-disagrees': 'the model is sure of another class',
};
