import { comparePairedCounts } from '../metrics/between/comparePaired';
import type { EncodedFeature } from '../slices/SliceColumns';
import type { ComparedSlice } from './RunComparison';

/** A slice of fewer rows, or of less than this share of all, is not tested: as slices are searched. */
const LEAST_ROWS = 8;
const LEAST_SHARE = 0.01;

/**
 * Accuracy of two runs on each class, and on each value of each feature, with
 * the exact paired test.
 *
 * @param right - by row: 1 where the run got it right
 */
export function compareSlices<Of extends string>(
  right: { readonly before: Uint8Array; readonly after: Uint8Array },
  features: readonly (EncodedFeature & { readonly of: Of })[],
): ComparedSlice<Of>[] {
  const searched = Math.max(
    LEAST_ROWS,
    Math.ceil(LEAST_SHARE * right.before.length),
  );
  return features.flatMap(({ of, name, codes, labels }) => {
    const counts = labels.map(() => ({
      size: 0,
      before: 0,
      fixed: 0,
      broken: 0,
    }));
    // Conditions were named by a person, not searched for.
    const least = of === 'conditions' ? 1 : searched;
    codes.forEach((code, row) => {
      const slice = counts[code];
      const [before, after] = [right.before[row], right.after[row]];
      slice.size++;
      slice.before += before;
      if (after > before) slice.fixed++;
      if (after < before) slice.broken++;
    });
    return counts.flatMap(({ size, before, fixed, broken }, code) =>
      size < least
        ? []
        : [
            {
              of,
              feature: name,
              value: labels[code],
              size,
              metric: 'accuracy' as const,
              before: before / size,
              after: (before + fixed - broken) / size,
              difference: exactDifference(fixed, broken, size),
            },
          ],
    );
  });
}

/** A difference of accuracies by the exact test instead of resamples. */
export function exactDifference(
  fixed: number,
  broken: number,
  rows: number,
): ComparedSlice['difference'] {
  const { delta, mcnemarP, mde } = comparePairedCounts(fixed, broken, rows);
  const { value, low, high } = delta;
  return { value, low, high, pValue: mcnemarP, mde };
}
