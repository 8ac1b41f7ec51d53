import { encodeFeature } from './encodeFeature';
import { labelsOf } from './FeaturePlan';
import { planNumbers } from './planNumbers';

/** Codes of a feature with a name for each that people can read. */
export type Encoded = { readonly codes: Int32Array; readonly labels: string[] };

/** Numbers by the bins that `planNumbers` makes of them; NaN is `missing`. */
export function binNumbers(values: Float64Array, maxBins?: number): Encoded {
  const plan = planNumbers(values, maxBins);
  return { codes: encodeFeature(plan, values), labels: labelsOf(plan) };
}
