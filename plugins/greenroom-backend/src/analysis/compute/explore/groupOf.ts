import type {
  ErrorGroup,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { errorInterval } from '@greenroom/error-analysis';
import { ExploreError } from './ExploreError';
import type { ErrorRows } from './ErrorRows';

/** @throws ExploreError where losses are asked of a model that tells no probabilities */
export function errorsOf(rows: ErrorRows, measure: ErrorMeasure): Float64Array {
  if (measure === 'wrong') return rows.wrong;
  if (rows.loss) return rows.loss;
  throw new ExploreError(
    'This model tells no probabilities, so that a row has no loss. Look at wrong rows.',
  );
}

/** Of some rows. */
export function groupOf(errors: Float64Array, chosen: Int32Array): ErrorGroup {
  let sum = 0;
  let squares = 0;
  for (const row of chosen) {
    sum += errors[row];
    squares += errors[row] ** 2;
  }
  return groupFrom(
    { size: chosen.length, sumError: sum, sumSquares: squares },
    kindOf(errors),
  );
}

export function groupFrom(
  sums: {
    readonly size: number;
    readonly sumError: number;
    readonly sumSquares: number;
  },
  kind: 'zero-one' | 'real',
): ErrorGroup {
  const { size, sumError } = sums;
  return {
    rows: size,
    errors: sumError,
    rate: {
      value: size === 0 ? 0 : sumError / size,
      ...errorInterval(sums, kind),
      n: size,
    },
  };
}

const kinds = new WeakMap<Float64Array, 'zero-one' | 'real'>();

/** Whether every error is 0 or 1; looked at once. */
export function kindOf(errors: Float64Array): 'zero-one' | 'real' {
  const known = kinds.get(errors);
  if (known) return known;
  const found = errors.every(error => error === 0 || error === 1)
    ? 'zero-one'
    : 'real';
  kinds.set(errors, found);
  return found;
}
