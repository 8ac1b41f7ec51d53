/**
 * Rows that are equal in every value (0 and -0 are one value).
 *
 * @param features - n x columns, row-major, finite
 * @returns the group of each row, groups counted by first appearance, and the first row of each
 */
export function groupEqualRows(
  features: Float64Array | Float32Array,
  columns: number,
): { groupOf: Int32Array; firstRows: Int32Array } {
  const rows = features.length / columns;
  const groupOf = new Int32Array(rows);
  const firstRows: number[] = [];
  /** Groups by the hash of their values; those that share one are compared. */
  const byHash = new Map<number, number[]>();
  const value = new Float64Array(1);
  const words = new Int32Array(value.buffer);
  for (let row = 0; row < rows; row++) {
    let hash = 0;
    for (let c = 0; c < columns; c++) {
      // -0 + 0 is 0.
      value[0] = features[row * columns + c] + 0;
      hash = Math.imul(hash ^ words[0], 0x7feb352d);
      hash = Math.imul(hash ^ (hash >>> 15) ^ words[1], 0x846ca68b);
      hash ^= hash >>> 16;
    }
    const groups = byHash.get(hash) ?? [];
    let group = groups.find(known =>
      isEqual(features, columns, firstRows[known], row),
    );
    if (group === undefined) {
      group = firstRows.push(row) - 1;
      byHash.set(hash, [...groups, group]);
    }
    groupOf[row] = group;
  }
  return { groupOf, firstRows: Int32Array.from(firstRows) };
}

function isEqual(
  features: Float64Array | Float32Array,
  columns: number,
  a: number,
  b: number,
): boolean {
  for (let c = 0; c < columns; c++) {
    if (features[a * columns + c] !== features[b * columns + c]) return false;
  }
  return true;
}
