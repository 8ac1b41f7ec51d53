import { splitWords } from './ngrams';

const ARTICLES = /\b(a|an|the)\b/gu;
const PUNCTUATION = /[!-/:-@[-`{-~]/gu;

/** 1 where the text is one of the references, white space at the ends apart, else 0. */
export function exactMatch(
  text: string,
  references: readonly string[],
): number {
  return references.some(reference => reference.trim() === text.trim()) ? 1 : 0;
}

/**
 * F1 of the words of an answer (Rajpurkar et al. 2016, SQuAD): lower case,
 * without punctuation and English articles; the best of several references.
 * Where either has no words left, 1 if neither has, else 0.
 */
export function tokenF1(text: string, references: readonly string[]): number {
  const own = answerWords(text);
  return Math.max(
    ...references.map(reference => {
      const theirs = answerWords(reference);
      if (own.length === 0 || theirs.length === 0)
        return own.length === theirs.length ? 1 : 0;
      const left = new Map<string, number>();
      for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
      let shared = 0;
      for (const word of own) {
        const count = left.get(word) ?? 0;
        if (count === 0) continue;
        shared++;
        left.set(word, count - 1);
      }
      return (2 * shared) / (own.length + theirs.length);
    }),
  );
}

function answerWords(text: string): string[] {
  return splitWords(
    text.toLowerCase().replace(PUNCTUATION, '').replace(ARTICLES, ' '),
  );
}
