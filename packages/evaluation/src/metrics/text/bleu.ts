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

/** What BLEU is made of. */
export type BleuParts = {
  /** 0 to 100. */
  readonly bleu: number;
  /** 0 to 100 for each order, smoothed where nothing matched. */
  readonly precisions: readonly number[];
  /** From 0 to 1: below it where the texts are shorter than their references. */
  readonly brevityPenalty: number;
};

/** BLEU alone of `bleuParts`. */
export function bleuOf(counts: ArrayLike<number>): number {
  return bleuParts(counts).bleu;
}

/**
 * BLEU of a corpus, 0 to 100 (Papineni et al. 2002), as sacrebleu's default
 * (Post 2018): tokens of mteval-v13a, n-grams up to four, an order without a
 * match smoothed by halving (Chen and Cherry 2014, method 3).
 *
 * @param counts - sums of `bleuCounts` over sentences
 */
export function bleuParts(counts: ArrayLike<number>): BleuParts {
  const [length, reference] = [counts[0], counts[1]];
  const brevityPenalty =
    length < reference ? Math.exp(1 - reference / length) : 1;
  let smoothing = 1;
  let shares = ORDERS.map((_, i) => {
    const [matches, total] = [counts[2 + i], counts[2 + ORDERS.length + i]];
    if (total === 0) return 0;
    if (matches > 0) return matches / total;
    smoothing *= 2;
    return 1 / (smoothing * total);
  });
  if (!ORDERS.some((_, i) => counts[2 + i] > 0)) shares = ORDERS.map(() => 0);
  const product = shares.reduce((so, share) => so * share, 1);
  return {
    bleu: 100 * brevityPenalty * product ** (1 / ORDERS.length),
    precisions: shares.map(share => 100 * share),
    brevityPenalty,
  };
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
