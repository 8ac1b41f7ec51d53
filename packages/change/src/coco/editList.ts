import type { Replacement } from '../Replacement';
import type { ListPlaces } from './readCocoIndex';

export type ListChanges = {
  /** Places in the list. */
  readonly removed: ReadonlySet<number>;
  /** Texts of entries by the place of the entry that they come after; -1 in an empty list. */
  readonly added: ReadonlyMap<number, readonly string[]>;
};

/**
 * What has to be written where, so that entries go and come with one separator
 * each. An entry goes with the separator before it, the first with the one after.
 *
 * @param separator - what stands between an entry and one that is added
 */
export function editList(
  { open, close, starts, ends }: ListPlaces,
  { removed, added }: ListChanges,
  separator: string,
): readonly Replacement[] {
  const replacements: Replacement[] = [];
  // Of the list as it will be; before the first of its entries no separator stands.
  let isEmpty = true;
  const write = (start: number, end: number, written: string) =>
    replacements.push({ start, end, written });
  for (let i = 0; i < starts.length; i++) {
    const isRemoved = removed.has(i);
    if (isRemoved && !isEmpty) write(ends[i - 1], ends[i], '');
    if (!isRemoved) {
      if (isEmpty && i > 0) write(starts[0], starts[i], '');
      isEmpty = false;
    }
    const texts = added.get(i) ?? [];
    if (texts.length === 0) continue;
    if (isEmpty) write(starts[0], ends[i], texts.join(separator));
    else write(ends[i], ends[i], texts.map(text => separator + text).join(''));
    isEmpty = false;
  }
  if (!isEmpty) return replacements;
  const first = added.get(-1) ?? [];
  return first.length > 0 || starts.length > 0
    ? [{ start: open, end: close, written: first.join(separator) }]
    : [];
}

/** What stands between an entry and its neighbour; undefined where nothing tells. */
export function separatorAt(
  text: string,
  { open, starts, ends }: ListPlaces,
  at: number,
): string | undefined {
  if (at > 0) return text.slice(ends[at - 1], starts[at]);
  if (starts.length > 1) return text.slice(ends[0], starts[1]);
  const lead = starts.length > 0 ? text.slice(open, starts[0]) : '';
  return lead === '' ? undefined : `,${lead}`;
}
