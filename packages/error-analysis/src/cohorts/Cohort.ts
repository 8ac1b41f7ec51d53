import type { NumberRange } from '../features/FeaturePlan';

/** One condition on the cells of a row. */
export type CohortCondition =
  /** One of these values. */
  | {
      readonly type: 'is';
      readonly feature: string;
      readonly values: readonly (string | number)[];
    }
  | ({ readonly type: 'range'; readonly feature: string } & NumberRange)
  | { readonly type: 'missing'; readonly feature: string };

/** A slice that a person names: conditions, and how they hang together. */
export type Cohort =
  | CohortCondition
  /** All of them; none is all rows. */
  | { readonly type: 'and'; readonly of: readonly Cohort[] }
  /** One of them at least. */
  | { readonly type: 'or'; readonly of: readonly Cohort[] }
  | { readonly type: 'not'; readonly of: Cohort };

/** Features that a cohort names, each once. */
export function featuresOf(cohort: Cohort): readonly string[] {
  switch (cohort.type) {
    case 'and':
    case 'or':
      return [...new Set(cohort.of.flatMap(featuresOf))];
    case 'not':
      return featuresOf(cohort.of);
    default:
      return [cohort.feature];
  }
}
