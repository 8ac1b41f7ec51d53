/** Sentences whose tokens carry a class each, end to end. */
export type TokenInput = {
  /** Class of each token, of all sentences in order. */
  readonly labels: Int32Array;
  /** tokens x classes probabilities, row-major, out-of-sample. */
  readonly predProbs: Float64Array;
  readonly classes: number;
  /** Where each sentence begins among the tokens, and where the last one ends: sentences + 1 values. */
  readonly offsets: Int32Array;
};

/** Token `token` of sentence `sentence`, both from 0. */
export type TokenPlace = { readonly sentence: number; readonly token: number };

/**
 * @returns the number of sentences
 * @throws RangeError where the sentences do not cover the tokens
 */
export function checkSentences({ labels, offsets }: TokenInput): number {
  const isAscending = offsets.every(
    (offset, s) => offset >= (s === 0 ? 0 : offsets[s - 1]),
  );
  if (
    offsets.length < 2 ||
    offsets[0] !== 0 ||
    offsets[offsets.length - 1] !== labels.length ||
    !isAscending
  ) {
    throw new RangeError(
      `Offsets of sentences must ascend from 0 to the number of tokens, ${labels.length}.`,
    );
  }
  return offsets.length - 1;
}

/** The place of each of some tokens that are counted over all sentences. */
export function tokenPlaces(
  tokens: readonly number[],
  offsets: Int32Array,
): TokenPlace[] {
  return tokens.map(token => {
    let low = 0;
    let high = offsets.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (offsets[middle] <= token) low = middle;
      else high = middle;
    }
    return { sentence: low, token: token - offsets[low] };
  });
}
