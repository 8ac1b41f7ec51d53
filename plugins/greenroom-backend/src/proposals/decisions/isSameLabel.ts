import { isSameBoxes, readBoxes } from '@greenroom/change';

/** Whether two labels say the same: boxes do in whatever order they stand, and however their numbers were rounded. */
export function isSameLabel(a: string, b: string): boolean {
  if (a === b) return true;
  // A list of boxes is a JSON array; few classes have such a name.
  if (!a.startsWith('[') || !b.startsWith('[')) return false;
  const before = readBoxes(a);
  const after = readBoxes(b);
  return before !== undefined && after !== undefined
    ? isSameBoxes(before, after)
    : false;
}
