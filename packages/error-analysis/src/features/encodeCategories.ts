import { Encoded, MISSING } from './binNumbers';

export const OTHER = '(other)';

/** A code for each of the most frequent values (ties by value); the rest are `(other)`, null is `missing`. */
export function encodeCategories(
  values: readonly (string | null)[],
  maxCategories = 50,
): Encoded {
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([value]) => value);
  const labels = ranked.slice(0, maxCategories);
  const index = new Map(labels.map((value, i) => [value, i]));
  const other = ranked.length > labels.length ? labels.push(OTHER) - 1 : -1;
  const missing = values.includes(null) ? labels.push(MISSING) - 1 : -1;
  return {
    codes: Int32Array.from(values, value =>
      value === null ? missing : index.get(value) ?? other,
    ),
    labels,
  };
}
