import {
  encodeFeature,
  planCategories,
  planNumbers,
  TextColumnBuilder,
} from '@greenroom/error-analysis';
import type { ErrorColumn } from '../ErrorRows';

const texts = (values: readonly (string | null)[]) => {
  const builder = new TextColumnBuilder(values.length);
  values.forEach(value => builder.add(value));
  return builder.finish();
};

/** A column of numbers, where it holds one, or of texts. */
export function column(
  name: string,
  of: readonly (string | number | null)[],
): ErrorColumn {
  const isNumber = of.some(value => typeof value === 'number');
  const values = isNumber
    ? Float64Array.from(of, value => (value === null ? NaN : Number(value)))
    : texts(of as (string | null)[]);
  const plan =
    values instanceof Float64Array
      ? planNumbers(values)
      : planCategories(values);
  return { name, values, plan, codes: encodeFeature(plan, values) };
}
