import type { Encoded } from './binNumbers';
import { encodeFeature } from './encodeFeature';
import { labelsOf } from './FeaturePlan';
import { planCategories } from './planCategories';
import { TextColumnBuilder } from './TextColumn';

/** Texts by the categories that `planCategories` makes of them; null is `missing`. */
export function encodeCategories(
  values: readonly (string | null)[],
  maxCategories?: number,
): Encoded {
  const column = new TextColumnBuilder(values.length);
  for (const value of values) column.add(value);
  const texts = column.finish();
  const plan = planCategories(texts, maxCategories);
  return { codes: encodeFeature(plan, texts), labels: labelsOf(plan) };
}
