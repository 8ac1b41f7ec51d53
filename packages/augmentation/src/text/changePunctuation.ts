import { sample } from './words';

export const PUNCTUATION = ['drop', 'repeat'] as const;
export type Punctuation = (typeof PUNCTUATION)[number];

/** A mark after a word, not the point within a number or an address. */
const MARK = /(?<=[\p{L}\p{N}])[.,;:!?](?=\s|$)/gu;

/**
 * Drops, or repeats, a share of the marks that follow words.
 *
 * @param share - of the marks, from 0 to 1; one at least
 * @param random - from 0 to below 1
 */
export function changePunctuation(
  text: string,
  how: Punctuation,
  share: number,
  random: () => number,
): string {
  const places = [...text.matchAll(MARK)].map(({ index }) => index);
  const chosen = new Set(sample(places, share, random));
  return text.replace(MARK, (mark, at: number) => {
    if (!chosen.has(at)) return mark;
    return how === 'drop' ? '' : mark.repeat(2);
  });
}
