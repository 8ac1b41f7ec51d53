import {
  codeCount,
  encodeFeature,
  planCategories,
  planNumbers,
} from '@greenroom/error-analysis';
import type { FeaturePlan, SliceTable } from '@greenroom/error-analysis';
import { UsageError } from '../UsageError';
import type { ErrorTable } from './readErrorTable';

/** A number with more different values than this is binned; fewer are categories. */
const OWN_VALUES = 64;
/** Texts beyond the most frequent ones are gathered. */
export const CATEGORIES = 128;

export type PlannedFeature = {
  readonly name: string;
  readonly plan: FeaturePlan;
};

/** How each feature is cut into values, by the table it is searched in. */
export function planFeatures(
  { features }: ErrorTable,
  bins?: number,
): readonly PlannedFeature[] {
  return features.map(({ name, values }) => ({
    name,
    plan:
      values instanceof Float64Array
        ? planNumbers(values, bins, OWN_VALUES)
        : planCategories(values, CATEGORIES),
  }));
}

/**
 * The table as the search takes it, in memory that threads share.
 *
 * @throws UsageError where a column is not of the type it was planned for
 */
export function encodeTable(
  table: ErrorTable,
  planned: readonly PlannedFeature[],
): SliceTable {
  // One memory for all: a collector that hears of much new memory goes to work
  // beside us, and would still be at it when the search begins.
  const shared = new SharedArrayBuffer(planned.length * table.rows * 4);
  return {
    codes: planned.map(({ name, plan }, f) => {
      const codes = new Int32Array(shared, f * table.rows * 4, table.rows);
      try {
        return encodeFeature(plan, table.features[f].values, codes);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new UsageError(`Column ${name}: ${error.message}`);
      }
    }),
    cardinalities: planned.map(({ plan }) => codeCount(plan)),
    errors: table.errors,
  };
}
