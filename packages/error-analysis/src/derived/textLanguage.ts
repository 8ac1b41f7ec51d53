/** What cannot be told. */
export const UNKNOWN_LANGUAGE = 'unknown';

/** The rest of a text is taken to be in the language of its beginning. */
const LOOKED_AT_CHARACTERS = 200;
/** Fewer letters are a word or two, which several languages share (the library's own advice is a sentence). */
const LEAST_LETTERS = 12;
/** A sign of these is a syllable or a word, not a sound. */
const SIGNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const LEAST_SIGNS = 3;
/** The library's score of a text in no language it knows stays below (names, addresses, rows of letters). */
const LEAST_SCORE = 0.1;
/** As sure as two languages that are near to each other let it be. */
const LEAST_LEAD = 2;

/**
 * The language of a text by its n-grams (tinyld), as ISO 639-1 has it; `unknown`
 * for a text too short to tell by, for one that is in no language, and for one
 * that is in two as likely.
 */
export function textLanguage(text: string): string {
  const head = text.slice(0, LOOKED_AT_CHARACTERS);
  const letters = head.match(/\p{L}/gu)?.length ?? 0;
  const signs = head.match(SIGNS)?.length ?? 0;
  if (letters < LEAST_LETTERS && signs < LEAST_SIGNS) return UNKNOWN_LANGUAGE;
  const [best, next] = detector().detectAll(head);
  const isSure =
    best !== undefined &&
    best.accuracy >= LEAST_SCORE &&
    best.accuracy >= LEAST_LEAD * (next?.accuracy ?? 0);
  return isSure ? best.lang : UNKNOWN_LANGUAGE;
}

/** Loaded where a text is looked at first: its tables take a fifth of a second. */
function detector(): typeof import('tinyld') {
  return require('tinyld') as typeof import('tinyld');
}
