/** Items by a word of theirs, in their order. */
export function groupBy<Item>(
  items: readonly Item[],
  wordOf: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const word = wordOf(item);
    const known = groups.get(word);
    if (known) known.push(item);
    else groups.set(word, [item]);
  }
  return groups;
}
