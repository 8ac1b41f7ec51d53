import { beginState, type BlameState, type RevisionRows } from './BlameState';
import { CellComparison } from './CellComparison';
import type { CsvImage } from './CsvImage';
import { isSameBytes } from './isSameBytes';

/**
 * The next revision: its commit set the cells whose value is another than
 * before, those of rows whose key was not there, and those of new columns.
 */
export function advanceState(
  before: BlameState,
  rows: RevisionRows,
  commit: number,
): BlameState {
  const after = beginState(rows, commit);
  const cells = new CellComparison(before, after);
  const isSameShape = cells.isSameShape();
  const width = after.image.names.length;
  let guess = 0;
  for (let row = 0; row < after.image.rowCount; row++) {
    const found = before.keys.find(after.keys, row, guess);
    if (found < 0) continue;
    guess = found + 1;
    if (isSameShape && isSameRow(before.image, found, after.image, row)) {
      for (let i = 0; i < width; i++)
        after.commits[row * width + i] = before.commits[found * width + i];
    } else cells.compare(found, row);
  }
  return after;
}

function isSameRow(
  a: CsvImage,
  rowA: number,
  b: CsvImage,
  rowB: number,
): boolean {
  const start = a.rowStart(rowA);
  const length = a.rowEnd(rowA) - start;
  const other = b.rowStart(rowB);
  if (b.rowEnd(rowB) - other !== length) return false;
  return isSameBytes(a.bytes, start, b.bytes, other, length);
}
