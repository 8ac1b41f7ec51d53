/** Things by what they have in common, in the order in which they come. */
export function groupedBy<T, Key>(
  things: readonly T[],
  keyOf: (thing: T) => Key,
): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
