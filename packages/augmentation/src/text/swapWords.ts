import { isPlainWord, sample, splitWords } from './words';

/**
 * Swaps a share of the words with the one that follows (random swap: Wei and Zou
 * 2019, of neighbours, so that the sense mostly stays).
 *
 * @param share - of the words, from 0 to 1; one pair at least where there is one
 * @param random - from 0 to below 1
 */
export function swapWords(
  text: string,
  share: number,
  random: () => number,
): string {
  const pieces = splitWords(text);
  const pairs = pieces.flatMap((piece, i) =>
    isPlainWord(piece) && isPlainWord(pieces[i + 2] ?? '') ? [i] : [],
  );
  for (const i of sample(pairs, share, random))
    [pieces[i], pieces[i + 2]] = [pieces[i + 2], pieces[i]];
  return pieces.join('');
}
