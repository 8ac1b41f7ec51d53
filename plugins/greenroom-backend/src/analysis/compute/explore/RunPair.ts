import { labelsOf } from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import type { ErrorRows } from './ErrorRows';
import { gather } from './gather';

/** Some rows of a run. */
export type RunSide = {
  readonly rows: ErrorRows;
  /** Of every row. */
  readonly errors: Float64Array;
  /** Indices, rising. */
  readonly chosen: Int32Array;
};

/** Two runs on one split, their features cut into the same values. */
export type RunPair = {
  readonly before: RunSide;
  readonly after: RunSide;
  /** Of each row of the second its place in the first; -1 where it has none. */
  readonly old: Int32Array;
  /** Of each row of the second 1 where it holds something else, label and split apart. */
  readonly edited: Uint8Array;
  readonly isOfSameModel: boolean;
  readonly features: readonly string[];
};

/** Rows as slices are searched in them. */
export type CodedSide = {
  readonly codes: readonly Int32Array[];
  readonly cardinalities: readonly number[];
  readonly errors: Float64Array;
};

/** The chosen rows of a run. */
export function sideOf(
  { rows, errors, chosen }: RunSide,
  features: readonly string[],
): CodedSide {
  const columns = features.map(name => columnOf(rows, name));
  return {
    codes: columns.map(({ codes }) => gather(codes, chosen)),
    cardinalities: columns.map(({ plan }) => labelsOf(plan).length),
    errors: gather(errors, chosen),
  };
}
