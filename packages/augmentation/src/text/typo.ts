import { pick } from '../pick';
import { changeWords } from './words';

/** Keys beside each on the keyboard most people type Latin letters on. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const BESIDE = new Map(
  ROWS.flatMap(row =>
    [...row].map((key, i): [string, string[]] => [
      key,
      [row[i - 1], row[i + 1]].filter(Boolean),
    ]),
  ),
);

/** Slips of one finger (Damerau 1964: these four are 80 % of all misspellings). */
const SLIPS: readonly ((
  letters: readonly string[],
  at: number,
  random: () => number,
) => readonly string[])[] = [
  (letters, at) => letters.toSpliced(at, 1),
  (letters, at) => letters.toSpliced(at, 0, letters[at]),
  (letters, at) => letters.toSpliced(at, 2, letters[at + 1], letters[at]),
  (letters, at, random) => letters.with(at, keyBeside(letters[at], random)),
];

/**
 * Mistypes a share of the words, one letter each, never the first: a letter is
 * left out, doubled, swapped with the next, or the key beside it is hit.
 *
 * @param share - of the words, from 0 to 1; one at least
 * @param random - from 0 to below 1
 */
export function typo(
  text: string,
  share: number,
  random: () => number,
): string {
  return changeWords(text, share, word => mistype(word, random), random);
}

function mistype(word: string, random: () => number): string {
  const letters = [...word];
  // The first letter and the last stay: most words are still read then.
  const places = letters.length - 3;
  if (places < 1) return word;
  const at = 1 + Math.floor(random() * places);
  return pick(SLIPS, random)(letters, at, random).join('');
}

function keyBeside(letter: string, random: () => number): string {
  const keys = BESIDE.get(letter.toLowerCase());
  if (!keys) return letter;
  const key = pick(keys, random);
  return letter === letter.toLowerCase() ? key : key.toUpperCase();
}
