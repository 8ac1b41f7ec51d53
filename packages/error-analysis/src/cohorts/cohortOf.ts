import { FeaturePlan, labelsOf, rangesOf } from '../features/FeaturePlan';
import type { Predicate } from '../slices/Slice';
import type { Cohort } from './Cohort';

/** A slice as a cohort: what its codes stand for, by the plan they were made by. */
export function cohortOf(
  predicates: readonly Predicate[],
  features: readonly { readonly name: string; readonly plan: FeaturePlan }[],
): Cohort {
  return {
    type: 'and',
    of: predicates.map(({ feature, code }) =>
      conditionOf(features[feature].name, features[feature].plan, code),
    ),
  };
}

/** What a code of a feature stands for; `(other)` is whatever has no code of its own. */
export function conditionOf(
  feature: string,
  plan: FeaturePlan,
  code: number,
): Cohort {
  const labels = labelsOf(plan);
  if (plan.missing === 'a code' && code === labels.length - 1)
    return { type: 'missing', feature };
  switch (plan.kind) {
    case 'categories':
      if (code < plan.values.length)
        return { type: 'is', feature, values: [plan.values[code]] };
      return {
        type: 'not',
        of: {
          type: 'or',
          of: [
            { type: 'is', feature, values: plan.values },
            { type: 'missing', feature },
          ],
        },
      };
    case 'numbers':
      return { type: 'is', feature, values: [plan.values[code]] };
    default:
      return { type: 'range', feature, ...rangesOf(plan)[code] };
  }
}
