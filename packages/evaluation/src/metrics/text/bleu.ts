import { countNgrams, sharedNgrams, splitWords } from './ngrams';

/** Longest n-gram. */
const ORDERS = [1, 2, 3, 4] as const;

/** What BLEU sums over sentences: tokens of the hypothesis, of the reference, then matches and n-grams of each order. */
export const BLEU_COUNTS = 2 + 2 * ORDERS.length;

/**
 * Counts of one sentence. Of several references each n-gram is clipped by the
 * one that has most of it, and the length counts that is nearest (of two the
 * shorter).
 */
export function bleuCounts(
  hypothesis: string,
  references: readonly string[],
): number[] {
  const tokens = tokenize13a(hypothesis);
  const others = references.map(tokenize13a);
  const [nearest] = others
    .map(({ length }) => length)
    .sort(
      (a, b) =>
        Math.abs(a - tokens.length) - Math.abs(b - tokens.length) || a - b,
    );
  const matches = ORDERS.map(n => {
    const most = new Map<string, number>();
    for (const other of others)
      for (const [gram, count] of countNgrams(other, n))
        most.set(gram, Math.max(most.get(gram) ?? 0, count));
    return sharedNgrams(countNgrams(tokens, n), most);
  });
  return [
    tokens.length,
    nearest,
    ...matches,
    ...ORDERS.map(n => Math.max(0, tokens.length - n + 1)),
  ];
}

/**
 * BLEU of a corpus, 0 to 100 (Papineni et al. 2002), as sacrebleu's default
 * (Post 2018): tokens of mteval-v13a, n-grams up to four, an order without a
 * match smoothed by halving (Chen and Cherry 2014, method 3).
 *
 * @param counts - sums of `bleuCounts` over sentences
 */
export function bleuOf(counts: ArrayLike<number>): number {
  const [length, reference] = [counts[0], counts[1]];
  const matches = ORDERS.map((_, i) => counts[2 + i]);
  if (!matches.some(count => count > 0)) return 0;
  let smoothing = 1;
  let logSum = 0;
  for (const [i, count] of matches.entries()) {
    const total = counts[2 + ORDERS.length + i];
    if (total === 0) return 0;
    if (count === 0) smoothing *= 2;
    logSum += Math.log(count === 0 ? 1 / (smoothing * total) : count / total);
  }
  const brevity = length < reference ? Math.exp(1 - reference / length) : 1;
  return 100 * brevity * Math.exp(logSum / ORDERS.length);
}

/** The tokens of mteval-v13a, which BLEU is defined over. */
export function tokenize13a(text: string): string[] {
  const plain = text
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const spaced = ` ${plain} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ');
  return splitWords(spaced);
}
