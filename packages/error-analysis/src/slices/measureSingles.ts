import { CodeCounter } from './CodeCounter';
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
  const counter = new CodeCounter(errors, Math.max(0, ...cardinalities));
  let first = 0;
  cardinalities.forEach((cardinality, feature) => {
    const column = codes[feature];
    counter
      .count(column, cardinality, feature)
      .forEach(([without, withError], code) => {
        const at = first + code;
        found.size[at] = without + withError;
        if (kind === 'zero-one') setOnes(found, at, withError);
      });
    if (kind === 'real') sumErrors(column, erring, errors, found, first);
    first += cardinality;
  });
  found.size[entries] = errors.length;
  if (kind === 'zero-one') setOnes(found, entries, erring.length);
  else
    for (let i = 0; i < erring.length; i++)
      addError(found, entries, errors[erring[i]]);
  return found;
}

/** Of errors that are 1 the sums are their number. */
function setOnes(found: SliceMeasures, at: number, count: number): void {
  found.sumError[at] = count;
  found.sumSquares[at] = count;
  found.maxError[at] = count > 0 ? 1 : 0;
}

function sumErrors(
  column: Int32Array,
  erring: Int32Array,
  errors: Float64Array,
  found: SliceMeasures,
  first: number,
): void {
  for (let i = 0; i < erring.length; i++) {
    const code = column[erring[i]];
    if (code >= 0) addError(found, first + code, errors[erring[i]]);
  }
}

function addError(found: SliceMeasures, at: number, error: number): void {
  found.sumError[at] += error;
  found.sumSquares[at] += error * error;
  if (error > found.maxError[at]) found.maxError[at] = error;
}
