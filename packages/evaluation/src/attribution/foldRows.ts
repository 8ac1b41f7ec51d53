import type { CellRows } from './GridCell';

/**
 * Rows that every cell of a grid sees alike are one kind of row: a million rows
 * have some hundred kinds, and a resample is drawn from those.
 *
 * @param cells - each with the same rows in the same order
 * @returns the cells by kind of row, and how many rows there are of each
 */
export function foldRows(cells: readonly CellRows[]): {
  readonly cells: readonly CellRows[];
  readonly counts: Float64Array;
} {
  const rows = cells[0]?.given.length ?? 0;
  const kinds = new Map<string, number>();
  const first: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < rows; row++) {
    let seen = '';
    for (const { given, predicted } of cells)
      seen += `${given[row]},${given[row] < 0 ? '' : predicted[row]};`;
    const kind = kinds.get(seen) ?? kinds.size;
    if (kind === kinds.size) {
      kinds.set(seen, kind);
      first.push(row);
      counts.push(0);
    }
    counts[kind]++;
  }
  return {
    cells: cells.map(({ given, predicted }) => ({
      given: Int32Array.from(first, row => given[row]),
      predicted: Int32Array.from(first, row => predicted[row]),
    })),
    counts: Float64Array.from(counts),
  };
}
