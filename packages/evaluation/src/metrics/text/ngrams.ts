/** How often each n-gram of a list comes. */
export function countNgrams(
  tokens: readonly string[],
  n: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = tokens.slice(i, i + n).join('\u0000');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Sum of the lesser count of each n-gram. */
export function sharedNgrams(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): number {
  let shared = 0;
  for (const [gram, count] of a) shared += Math.min(count, b.get(gram) ?? 0);
  return shared;
}

/** Tokens without the empty ones that white space at the ends leaves. */
export function splitWords(text: string): string[] {
  return text.split(/\s+/u).filter(word => word !== '');
}
