import { isPlainWord, sample, splitWords } from './words';

/**
 * Leaves a share of the words out, never all (random deletion: Wei and Zou 2019).
 *
 * @param share - of the words, from 0 to 1; one at least where there are two
 * @param random - from 0 to below 1
 */
export function dropWords(
  text: string,
  share: number,
  random: () => number,
): string {
  const pieces = splitWords(text);
  const plain = pieces.flatMap((piece, i) => (isPlainWord(piece) ? [i] : []));
  if (plain.length < 2) return text;
  const dropped = new Set(
    sample(plain, share, random).slice(0, plain.length - 1),
  );
  return pieces
    .filter((_, i) => !dropped.has(i) && !dropped.has(i - 1))
    .join('')
    .trimEnd();
}
