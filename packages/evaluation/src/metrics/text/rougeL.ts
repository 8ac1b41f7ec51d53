const WORD = /[\p{L}\p{N}]+/gu;

/**
 * F1 of the longest common subsequence of words (Lin 2004, ROUGE-L), lower
 * case, letters and digits only, no stemming; the best of several references.
 * From 0 to 1.
 */
export function rougeL(
  hypothesis: string,
  references: readonly string[],
): number {
  const own = wordsOf(hypothesis);
  return Math.max(
    ...references.map(reference => {
      const theirs = wordsOf(reference);
      if (own.length + theirs.length === 0) return 0;
      return (
        (2 * commonSubsequence(own, theirs)) / (own.length + theirs.length)
      );
    }),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1);
  for (const word of a) {
    const next = new Uint32Array(b.length + 1);
    for (let j = 1; j <= b.length; j++)
      next[j] =
        word === b[j - 1] ? row[j - 1] + 1 : Math.max(row[j], next[j - 1]);
    row = next;
  }
  return row[b.length];
}
