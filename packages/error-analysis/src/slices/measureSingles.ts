import type { SliceTable } from './SliceRows';
import { emptyMeasures, type SliceMeasures } from './SliceTask';

/**
 * Every value of every feature by itself, and at the end the whole.
 *
 * @param erring - rows with an error
 * @throws RangeError for a code beyond its feature's cardinality
 */
export function measureSingles(
  { codes, cardinalities, errors }: SliceTable,
  erring: Int32Array,
  kind: SliceMeasures['errors'],
): SliceMeasures {
  const entries = cardinalities.reduce((sum, each) => sum + each, 0);
  const found = emptyMeasures(entries + 1, kind);
  let first = 0;
  cardinalities.forEach((cardinality, feature) => {
    const column = codes[feature];
    found.size.set(sizesOf(column, cardinality, feature), first);
    if (kind === 'zero-one')
      countErring(column, erring, cardinality, found, first);
    else sumErrors(column, erring, errors, found, first);
    first += cardinality;
  });
  found.size[entries] = errors.length;
  for (const row of erring) addError(found, entries, errors[row]);
  return found;
}

function sizesOf(
  column: Int32Array,
  cardinality: number,
  feature: number,
): Int32Array {
  const sizes = new Int32Array(cardinality);
  for (let row = 0; row < column.length; row++) {
    const code = column[row];
    if (code >= cardinality) {
      throw new RangeError(
        `Feature ${feature}, row ${row}: code ${code} of ${cardinality}.`,
      );
    }
    if (code >= 0) sizes[code]++;
  }
  return sizes;
}

/** Of errors that are 1 the sums are their number. */
function countErring(
  column: Int32Array,
  erring: Int32Array,
  cardinality: number,
  found: SliceMeasures,
  first: number,
): void {
  const counts = new Int32Array(cardinality);
  for (let i = 0; i < erring.length; i++) {
    const code = column[erring[i]];
    if (code >= 0) counts[code]++;
  }
  found.sumError.set(counts, first);
  found.sumSquares.set(counts, first);
  counts.forEach((count, code) => {
    found.maxError[first + code] = count > 0 ? 1 : 0;
  });
}

function sumErrors(
  column: Int32Array,
  erring: Int32Array,
  errors: Float64Array,
  found: SliceMeasures,
  first: number,
): void {
  for (const row of erring)
    if (column[row] >= 0) addError(found, first + column[row], errors[row]);
}

function addError(found: SliceMeasures, at: number, error: number): void {
  found.sumError[at] += error;
  found.sumSquares[at] += error * error;
  if (error > found.maxError[at]) found.maxError[at] = error;
}
