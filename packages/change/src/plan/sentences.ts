import type { Touched } from './touchedSplits';

export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** "3 are added, 1 is removed and 5 change". */
export function countRows({ added, removed, changed }: Touched): string {
  return joined([
    ...(added > 0 ? [plural(added, 'is added', 'are added')] : []),
    ...(removed > 0 ? [plural(removed, 'is removed', 'are removed')] : []),
    ...(changed > 0 ? [plural(changed, 'changes', 'change')] : []),
  ]);
}

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
