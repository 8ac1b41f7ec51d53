import { codeCount, FeaturePlan } from './FeaturePlan';
import type { TextColumn } from './TextColumn';

/** Numbers, NaN where missing, or texts. */
export type ColumnValues = Float64Array | TextColumn;

/** Of what the plan has no code for: in no slice. */
export const NO_CODE = -1;

/**
 * The code of each row by a plan; -1 where the plan has none (a value that the
 * reference had not, or a missing one where nothing was missing).
 *
 * @param codes - where to write, e.g. in memory that threads share
 * @throws RangeError where the column is not of the kind the plan was made of
 */
export function encodeFeature(
  plan: FeaturePlan,
  column: ColumnValues,
  codes?: Int32Array,
): Int32Array {
  if (column instanceof Float64Array) {
    const out = codes ?? new Int32Array(column.length);
    const codeOf = numberCoder(plan);
    for (let i = 0; i < column.length; i++) out[i] = codeOf(column[i]);
    return out;
  }
  const out = codes ?? new Int32Array(column.codes.length);
  const ofPlace = textCodes(plan, column.values);
  const missing = missingCode(plan);
  for (let i = 0; i < out.length; i++)
    out[i] = column.codes[i] < 0 ? missing : ofPlace[column.codes[i]];
  return out;
}

function missingCode(plan: FeaturePlan): number {
  return plan.missing === 'a code' ? codeCount(plan) - 1 : NO_CODE;
}

function textCodes(plan: FeaturePlan, values: readonly string[]): Int32Array {
  if (plan.kind !== 'categories') {
    throw new RangeError(
      'The reference has numbers here and this table texts. Declare the same type for both.',
    );
  }
  const index = new Map(plan.values.map((value, code) => [value, code]));
  const other = plan.other === 'a code' ? plan.values.length : NO_CODE;
  return Int32Array.from(values, value => index.get(value) ?? other);
}

function numberCoder(plan: FeaturePlan): (value: number) => number {
  const missing = missingCode(plan);
  switch (plan.kind) {
    case 'numbers': {
      const index = new Map(plan.values.map((value, code) => [value, code]));
      return value =>
        Number.isNaN(value) ? missing : index.get(value) ?? NO_CODE;
    }
    case 'ranges': {
      const passed =
        plan.cut === 'begins'
          ? (cut: number, value: number) => cut <= value
          : (cut: number, value: number) => cut < value;
      return value =>
        Number.isNaN(value) ? missing : rangeOf(plan.cuts, value, passed);
    }
    default:
      throw new RangeError(
        'The reference has texts here and this table numbers. Declare the same type for both.',
      );
  }
}

/** How many cuts the value has passed. */
function rangeOf(
  cuts: readonly number[],
  value: number,
  passed: (cut: number, value: number) => boolean,
): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passed(cuts[middle], value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
