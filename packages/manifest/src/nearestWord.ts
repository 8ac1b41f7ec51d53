/** The known word that a misspelled one most likely stands for: at most two edits away, of equals the one with the same first letter. */
export function nearestWord(
  word: string,
  known: readonly string[],
): string | undefined {
  let best: { name: string; cost: number } | undefined;
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    const cost =
      distance + (name[0].toLowerCase() === word[0]?.toLowerCase() ? 0 : 0.5);
    if (
      distance <= 2 &&
      distance < name.length &&
      (!best || cost < best.cost)
    ) {
      best = { name, cost };
    }
  }
  return best?.name;
}

/** Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(
        rows[i - 1][j] + 1,
        row[j - 1] + 1,
        rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
      }
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
