import type { Cell, SyntheticRow, TrainingRows } from '../TrainingRows';
import type { DropReason } from './DropReason';

/**
 * Holds synthetic texts against those that people wrote: one that a training row
 * has already, or another synthetic one, is `near-duplicate`; one that the model
 * is tested on is `near-held-out`. Case, marks and spaces are no difference, but
 * where they are all that the recipe changes.
 *
 * @param column - index of the texts
 */
export function checkTexts(
  column: number,
  {
    rows,
    made,
    heldOut,
  }: {
    readonly rows: Pick<TrainingRows, 'columns'>;
    readonly made: readonly SyntheticRow[];
    readonly heldOut: readonly (readonly Cell[])[];
  },
): (DropReason | undefined)[] {
  const tested = new Set(heldOut.map(cells => wordsOf(cells[column])));
  const there = new Set<Cell>();
  for (const value of rows.columns[column].values) there.add(value);
  return made.map(({ cells }): DropReason | undefined => {
    const text = cells[column];
    if (tested.has(wordsOf(text))) return 'near-held-out';
    if (there.has(text)) return 'near-duplicate';
    there.add(text);
    return undefined;
  });
}

/** What is left of a text without case, marks and spaces. */
function wordsOf(text: Cell): string {
  return String(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
