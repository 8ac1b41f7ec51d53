/** Why a synthetic row may not enter the data set. */
export const DROP_REASONS = [
  'near-duplicate',
  'near-held-out',
  'noise',
  'across-boundary',
  'tomek-link',
  'parent-near-held-out',
  'parent-noise',
  'model-disagrees',
  'nothing-left',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What each reason means, for people. */
export const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  'near-duplicate': 'nearly the same as a row that is there',
  'near-held-out': 'nearly the same as a row the model is tested on',
  noise: 'all rows around it are of other classes',
  'across-boundary': 'most rows around it are of another class',
  'tomek-link': 'it and a row of another class are nearest to one another',
  'parent-near-held-out':
    'made of a row whose embedding is nearly that of a row the model is tested on',
  'parent-noise':
    'made of a row around which, by embedding, all are of other classes',
  'model-disagrees':
    'the model took the rows it was made of for their class, and takes it for another',
  'nothing-left': 'none of the marked objects is still seen',
};
