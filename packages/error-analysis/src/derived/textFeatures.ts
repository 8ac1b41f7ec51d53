import { textLanguage } from './textLanguage';

/** Scripts in the order in which a tie between them is decided (Unicode Standard Annex 24). */
const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Thai',
] as const;
const LETTERS = SCRIPTS.map(
  script => [script, new RegExp(`\\p{Script=${script}}`, 'gu')] as const,
);
/** What tells the script, the digits and the capitals; the rest of a long text is like it. */
const LOOKED_AT_CHARACTERS = 2_000;

export type TextFeatures = {
  readonly characters: number;
  readonly words: number;
  /** The script of most letters; `none` where there are none. */
  readonly script: string;
  /** ISO 639-1, or `unknown`. */
  readonly language: string;
  /** Of the characters that are no blanks. */
  readonly digitShare: number;
  readonly punctuationShare: number;
  /** Of the letters. */
  readonly capitalShare: number;
};

/** What can be read off a text without understanding it, to search slices by. */
export function textFeatures(text: string): TextFeatures {
  const head = text.slice(0, LOOKED_AT_CHARACTERS);
  const visible = count(head, /\S/gu);
  const letters = count(head, /\p{L}/gu);
  const share = (of: number, all: number) => (all === 0 ? 0 : of / all);
  return {
    characters: text.length,
    words: count(text, /\S+/gu),
    script: scriptOf(head),
    language: textLanguage(head),
    digitShare: share(count(head, /\p{Nd}/gu), visible),
    punctuationShare: share(count(head, /[\p{P}\p{S}]/gu), visible),
    capitalShare: share(count(head, /\p{Lu}/gu), letters),
  };
}

function scriptOf(text: string): string {
  let best = 'none';
  let most = 0;
  for (const [script, letter] of LETTERS) {
    const found = count(text, letter);
    if (found > most) [best, most] = [script, found];
  }
  return best;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
