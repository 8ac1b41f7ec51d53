/** Keys of rows that were made begin so, or the names of their files. */
const PREFIX = 'augmented-';

/** Does a key say that its row was made? Such a row is no parent of others. */
export function isSyntheticKey(key: string): boolean {
  return key.slice(key.lastIndexOf('/') + 1).startsWith(PREFIX);
}

/**
 * Keys that no row has yet: numbers where all keys are whole numbers, else
 * `augmented-NAME-1`, in the folder of the parent and with its ending where keys
 * are paths of pictures.
 *
 * @param keys - of all rows that are there
 * @param name - of the recipe
 */
export function syntheticKeys(
  keys: ReadonlySet<string>,
  name: string,
): (parent: string) => string {
  const taken = new Set(keys);
  const stem = `${PREFIX}${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
  const areNumbers = [...keys].every(key => /^\d{1,15}$/.test(key));
  let next = areNumbers
    ? [...keys].reduce((most, key) => Math.max(most, Number(key)), 0) + 1
    : 1;
  return parent => {
    const [, folder, ending] = /^(.*\/)?[^/]*?(\.\w{1,5})?$/.exec(parent)!;
    const keyOf = (n: number) =>
      areNumbers ? String(n) : `${folder ?? ''}${stem}-${n}${ending ?? ''}`;
    while (taken.has(keyOf(next))) next++;
    const key = keyOf(next++);
    taken.add(key);
    return key;
  };
}
