/** The numbers of a column in order, without NaN. `filter` would make an object of each on its way. */
export function sortedNumbers(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i])) present[count++] = values[i];
  return present.subarray(0, count).sort();
}
