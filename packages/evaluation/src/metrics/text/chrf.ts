import { countNgrams, sharedNgrams, splitWords } from './ngrams';

const ORDERS = [1, 2, 3, 4, 5, 6] as const;
/** Recall counts twice as much as precision: chrF2. */
const BETA_SQUARED = 4;

/** N-grams of the hypothesis, of the reference, and shared, for each order. */
export const CHRF_COUNTS = 3 * ORDERS.length;

/** Counts of one sentence, against the reference that it agrees with most. */
export function chrfCounts(
  hypothesis: string,
  references: readonly string[],
): number[] {
  const own = gramsOf(hypothesis);
  let best: number[] = [];
  let highest = -1;
  for (const reference of references) {
    const counts = gramsOf(reference).flatMap((theirs, i) => [
      theirs.size === 0 ? 0 : sum(own[i]),
      sum(theirs),
      sharedNgrams(own[i], theirs),
    ]);
    const score = chrfOf(counts);
    if (score > highest) {
      highest = score;
      best = counts;
    }
  }
  return best;
}

/**
 * chrF2 of a corpus, 0 to 100 (Popović 2015, eq. 1), as sacrebleu's default:
 * characters without white space, orders up to six, those that either side has
 * none of left out.
 *
 * @param counts - sums of `chrfCounts` over sentences
 */
export function chrfOf(counts: ArrayLike<number>): number {
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let i = 0; i < ORDERS.length; i++) {
    const [own, theirs, shared] = [
      counts[3 * i],
      counts[3 * i + 1],
      counts[3 * i + 2],
    ];
    if (own === 0 || theirs === 0) continue;
    precision += shared / own;
    recall += shared / theirs;
    orders++;
  }
  if (precision + recall === 0) return 0;
  precision /= orders;
  recall /= orders;
  return (
    (100 * (1 + BETA_SQUARED) * precision * recall) /
    (BETA_SQUARED * precision + recall)
  );
}

function gramsOf(text: string): Map<string, number>[] {
  const characters = Array.from(splitWords(text).join(''));
  return ORDERS.map(n => countNgrams(characters, n));
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
