import type { ImageFeatures } from './imageFeatures';
import type { TextFeatures } from './textFeatures';

/** A feature that is read off a text or a picture. */
export type DerivedFeature<Key extends string = string> = {
  readonly key: Key;
  /** Behind the name of the column it is read off. */
  readonly words: string;
  readonly unit?: string;
  readonly isNumber: boolean;
};

/** Words are left out: their number says what the length says. */
export const DERIVED_FROM_TEXT: readonly DerivedFeature<keyof TextFeatures>[] =
  [
    { key: 'characters', words: 'length', unit: 'characters', isNumber: true },
    { key: 'script', words: 'script', isNumber: false },
    { key: 'language', words: 'language', isNumber: false },
    { key: 'capitalShare', words: 'share of capitals', isNumber: true },
    { key: 'digitShare', words: 'share of digits', isNumber: true },
    { key: 'punctuationShare', words: 'share of punctuation', isNumber: true },
  ];

export const DERIVED_FROM_IMAGE: readonly DerivedFeature<
  keyof ImageFeatures
>[] = [
  { key: 'brightness', words: 'brightness', isNumber: true },
  { key: 'contrast', words: 'contrast', isNumber: true },
  { key: 'colourfulness', words: 'colourfulness', isNumber: true },
  { key: 'width', words: 'width', unit: 'px', isNumber: true },
  { key: 'height', words: 'height', unit: 'px', isNumber: true },
  { key: 'aspect', words: 'aspect', isNumber: true },
];

/** Which rows of a version are alike: of this version only, as the next one's clusters are its own. */
export const DERIVED_CLUSTER: DerivedFeature<'cluster'> = {
  key: 'cluster',
  words: 'cluster',
  isNumber: false,
};

/** "body length". */
export function derivedName(
  column: string,
  { words }: Pick<DerivedFeature, 'words'>,
): string {
  return `${column} ${words}`;
}
