import { CodeCounter } from './CodeCounter';
import type { ErrorFlags } from './ErrorFlags';
import type { Range } from './rangesOf';
import { emptyMeasures, type SliceMeasures } from './SliceStep';
import type { SliceTable } from './SliceTable';

/** All rows, as one entry. */
export function measureWhole(
  { errors }: SliceTable,
  flags: ErrorFlags,
): SliceMeasures {
  const found = emptyMeasures(1, flags.kind);
  found.size[0] = errors.length;
  if (flags.kind === 'zero-one') setOnes(found, 0, flags.erring);
  else
    for (let row = 0; row < errors.length; row++)
      if (flags.of[row] === 1) addError(found, 0, errors[row]);
  return found;
}

/**
 * Every value of some features by itself.
 *
 * @throws RangeError for a code beyond its feature's cardinality
 */
export function measureFeatures(
  { codes, cardinalities, errors }: SliceTable,
  flags: ErrorFlags,
  { from, to }: Range,
): SliceMeasures {
  const own = cardinalities.slice(from, to);
  const found = emptyMeasures(
    own.reduce((sum, each) => sum + each, 0),
    flags.kind,
  );
  const counter = new CodeCounter(flags.of, Math.max(0, ...own));
  let first = 0;
  own.forEach((cardinality, i) => {
    const feature = from + i;
    const column = codes[feature];
    counter
      .count(column, cardinality, feature)
      .forEach(([without, withError], code) => {
        const at = first + code;
        found.size[at] = without + withError;
        if (flags.kind === 'zero-one') setOnes(found, at, withError);
      });
    if (flags.kind === 'real') sumErrors(column, flags, errors, found, first);
    first += cardinality;
  });
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
  flags: ErrorFlags,
  errors: Float64Array,
  found: SliceMeasures,
  first: number,
): void {
  for (let row = 0; row < errors.length; row++) {
    if (flags.of[row] === 0) continue;
    const code = column[row];
    if (code >= 0) addError(found, first + code, errors[row]);
  }
}

function addError(found: SliceMeasures, at: number, error: number): void {
  found.sumError[at] += error;
  found.sumSquares[at] += error * error;
  if (error > found.maxError[at]) found.maxError[at] = error;
}
