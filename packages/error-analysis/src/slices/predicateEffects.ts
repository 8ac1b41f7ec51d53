import { forEachBit } from '../bits/BitSet';
import type { Predicate } from './Slice';
import { sliceBits } from './sliceBits';

export type PredicateEffect = {
  readonly predicate: Predicate;
  /** Rows and average error of the slice without this predicate. */
  readonly sizeWithout: number;
  readonly averageErrorWithout: number;
  /** How much higher the average error is with it. */
  readonly effect: number;
};

/**
 * What each predicate of a slice is there for: how much lower the average error
 * is without it. Where that is next to nothing the predicate is redundant
 * (Pastor, de Alfaro and Baralis 2021, "Looking for Trouble", section 4.3).
 */
export function predicateEffects(
  codes: readonly Int32Array[],
  errors: Float64Array,
  predicates: readonly Predicate[],
): readonly PredicateEffect[] {
  const average = (some: readonly Predicate[]) => {
    let size = 0;
    let sum = 0;
    forEachBit(sliceBits(codes, some, errors.length), row => {
      size++;
      sum += errors[row];
    });
    return { size, averageError: sum / size };
  };
  const whole = average(predicates);
  return predicates.map(predicate => {
    const without = average(predicates.filter(other => other !== predicate));
    return {
      predicate,
      sizeWithout: without.size,
      averageErrorWithout: without.averageError,
      effect: whole.averageError - without.averageError,
    };
  });
}
