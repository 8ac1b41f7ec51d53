/**
 * Words to put in, take out or replace to turn one list into the other
 * (Levenshtein 1966).
 */
export function wordErrors(a: readonly string[], b: readonly string[]): number {
  let row = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = new Uint32Array(b.length + 1);
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        row[j] + 1,
        next[j - 1] + 1,
      );
    }
    row = next;
  }
  return row[b.length];
}
