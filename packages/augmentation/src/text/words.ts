/** A text cut at its spaces, which stay: words at even places, what is between them at odd ones. */
export function splitWords(text: string): string[] {
  return text.split(/(\s+)/u);
}

/** A word of letters, not a number, an address or a name of a file. */
export function isPlainWord(piece: string): boolean {
  return /^\p{L}[\p{L}\p{M}'’-]*\p{P}*$/u.test(piece);
}

/** Changes a share of the plain words of a text, at least one where it has any. */
export function changeWords(
  text: string,
  share: number,
  change: (word: string) => string,
  random: () => number,
): string {
  const pieces = splitWords(text);
  const plain = pieces.flatMap((piece, i) => (isPlainWord(piece) ? [i] : []));
  for (const i of sample(plain, share, random)) pieces[i] = change(pieces[i]);
  return pieces.join('');
}

/**
 * A share of some things, at least one of them where there are any, in their
 * order.
 *
 * @param share - from 0 to 1
 * @param random - from 0 to below 1
 */
export function sample<T>(
  things: readonly T[],
  share: number,
  random: () => number,
): T[] {
  if (things.length === 0) return [];
  let wanted = Math.max(1, Math.round(things.length * share));
  // Each as likely as any other, in one walk (Fan, Muller and Rezucha 1962).
  return things.filter((_, i) => {
    if (random() * (things.length - i) >= wanted) return false;
    wanted--;
    return true;
  });
}
