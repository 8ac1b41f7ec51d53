import type { ColumnValues } from '../features/encodeFeature';

/** A sentence on what a table can show. */
export type Remark = {
  /** `nothing` can be found in the table, or a feature tells less than it might. */
  readonly of: 'nothing' | 'feature';
  readonly says: string;
};

export type NamedColumn = {
  readonly name: string;
  readonly values: ColumnValues;
};

/** Texts of which there is a different one in so large a share of the rows name rows, as a key does. */
const KEY_SHARE = 0.9;
/** More names than this are counted, not told. */
const NAMED = 8;

/**
 * What it means where a table shows nothing, or less than it might: no rows, one
 * row, no errors, nothing but errors, features of one value, of a thousand, or of
 * none.
 *
 * @param mostTexts - texts of a feature beyond the most frequent ones are gathered
 */
export function remarksOnTable(
  errors: Float64Array,
  features: readonly NamedColumn[],
  mostTexts: number,
): readonly Remark[] {
  const nothing = whyNothing(errors, features);
  return nothing === undefined
    ? onFeatures(errors.length, features, mostTexts)
    : [{ of: 'nothing', says: nothing }];
}

function whyNothing(
  errors: Float64Array,
  features: readonly NamedColumn[],
): string | undefined {
  if (errors.length === 0)
    return 'The table has no rows, so there is no group of them.';
  if (errors.length === 1)
    return 'The table has one row, and one row is no group. Take a table of all rows that were evaluated.';
  if (errors.every(error => error === 0))
    return 'No row has an error, so no group can be worse than another.';
  if (errors.every(error => error === errors[0]))
    return `Every row has an error of ${errors[0]}, so no group is worse than another. Look at preprocessing and labels before slices.`;
  if (features.length === 0)
    return 'There is no feature to tell rows apart by. Name some, or take a table with more columns than the error.';
  if (features.every(({ values }) => isConstant(values)))
    return `Every row has the same ${listed(
      features,
    )}, so nothing tells rows apart. Take features that differ.`;
  return undefined;
}

function onFeatures(
  rows: number,
  features: readonly NamedColumn[],
  mostTexts: number,
): readonly Remark[] {
  const constant = features.filter(({ values }) => isConstant(values));
  const keys = features.filter(
    ({ values }) => textsIn(values) > KEY_SHARE * rows,
  );
  const many = features.filter(
    each => textsIn(each.values) > mostTexts && !keys.includes(each),
  );
  const missing = features.filter(
    ({ values }) => missingIn(values) > 0 && !isConstant(values),
  );
  const remarks = [
    constant.length > 0 &&
      `Every row has the same ${listed(constant)}: that tells nothing apart.`,
    keys.length > 0 &&
      `Of ${listed(
        keys,
      )} nearly every row has a value of its own, as of a key: leave it out, or take what groups the rows.`,
    ...many.map(
      ({ name, values }) =>
        `${name} has ${textsIn(
          values,
        )} different texts: the ${mostTexts} most frequent stand for themselves, the others together as (other).`,
    ),
    missing.length > 0 &&
      `Rows without a value (${missing
        .slice(0, NAMED)
        .map(({ name, values }) => `${missingIn(values)} of ${name}`)
        .join(', ')}) are a group of their own, "missing".`,
  ];
  return remarks.flatMap(says =>
    says ? [{ of: 'feature' as const, says }] : [],
  );
}

/** "kind, hue and 3 more". */
function listed(features: readonly NamedColumn[]): string {
  const names = features.map(({ name }) => name);
  const shown = names.slice(0, NAMED);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  const last = shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : `${last}`;
}

/** The same value, or none, in every row. */
function isConstant(values: ColumnValues): boolean {
  if (values instanceof Float64Array)
    return values.every(value => Object.is(value, values[0]));
  return values.codes.every(code => code === values.codes[0]);
}

function textsIn(values: ColumnValues): number {
  return values instanceof Float64Array ? 0 : values.values.length;
}

function missingIn(values: ColumnValues): number {
  const isMissing =
    values instanceof Float64Array
      ? (i: number) => Number.isNaN(values[i])
      : (i: number) => values.codes[i] < 0;
  const rows =
    values instanceof Float64Array ? values.length : values.codes.length;
  let missing = 0;
  for (let i = 0; i < rows; i++) if (isMissing(i)) missing++;
  return missing;
}
