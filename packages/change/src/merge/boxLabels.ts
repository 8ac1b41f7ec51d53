import { readBoxes } from '../boxes/Box';
import { isSameBoxes } from '../boxes/diffBoxes';
import type { CellEdit, CellValue, Relabel } from '../Edit';
import { isSameValue } from '../rows/isSameValue';
import { mergeBoxes } from './mergeBoxes';

/** An edit of the boxes of a picture onto those that are there; undefined where one of the texts is no list of boxes. */
export function boxesMerged(
  edit: Relabel | CellEdit,
  found: string,
  preferred: 'ours' | 'theirs',
): { readonly edit: Relabel; readonly conflicts: number } | undefined {
  const [base, ours, theirs] = [edit.from, edit.to, found].map(text =>
    readBoxes(text ?? ''),
  );
  if (!base || !ours || !theirs || edit.kind !== 'relabel') return undefined;
  const merged = mergeBoxes(base, { ours, theirs }, preferred);
  return {
    conflicts: merged.conflicts,
    edit: { ...edit, from: found, to: JSON.stringify(merged.boxes) },
  };
}

/** Boxes in another order are the same label. */
export function areSameBoxes(
  a: CellValue | undefined,
  b: CellValue | undefined,
): boolean {
  const [before, after] = [readBoxes(a ?? ''), readBoxes(b ?? '')];
  return before && after ? isSameBoxes(before, after) : isSameValue(a, b);
}
