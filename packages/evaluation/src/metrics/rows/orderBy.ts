/** Indices of values from the highest down; of equal values the first stands first. */
export function fallingOrder(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[b] - values[a] || a - b,
  );
}

/** Indices of values from the lowest up; equal values stand by their unit, then by index. */
export function risingOrder(
  values: ArrayLike<number>,
  units: ArrayLike<number>,
): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a] - values[b] || units[a] - units[b] || a - b,
  );
}
