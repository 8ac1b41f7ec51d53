import {
  DERIVED_CLUSTER,
  DERIVED_FROM_IMAGE,
  DERIVED_FROM_TEXT,
} from '@greenroom/error-analysis';
import { UsageError } from '../UsageError';

/** Says whether a feature of this name is read off texts and pictures. */
export type DerivedWanted = (words: string) => boolean;

const ALL = [
  ...new Set(
    [...DERIVED_FROM_TEXT, ...DERIVED_FROM_IMAGE, DERIVED_CLUSTER].map(
      ({ words }) => words,
    ),
  ),
];

/**
 * @param names - with commas between; all where none is named
 * @throws UsageError naming what cannot be derived
 */
export function derivedWanted(names: string): DerivedWanted {
  const wanted = names.split(',').filter(Boolean);
  const odd = wanted.find(name => !ALL.includes(name));
  if (odd !== undefined)
    throw new UsageError(
      `--derive names ${odd}; choose of ${ALL.join(
        ', ',
      )}, with commas between, or none for all.`,
    );
  return words => wanted.length === 0 || wanted.includes(words);
}
