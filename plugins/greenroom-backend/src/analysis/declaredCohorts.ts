import type {
  Cohort,
  Condition,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { DeclaredCohort, LabelledDataset } from '@greenroom/manifest';

/** The cohorts of a manifest as questions name them, where these features tell them. */
export function declaredCohorts(
  { cohorts = [] }: Pick<LabelledDataset, 'cohorts'>,
  features: readonly { readonly name: string }[],
): { name: string; where: Cohort }[] {
  const known = new Set(features.map(({ name }) => name));
  return cohorts
    .filter(({ where }) => Object.keys(where).every(name => known.has(name)))
    .map(({ name, where }) => ({ name, where: cohortOf(where) }));
}

/** The conditions of a manifest as questions name them. */
export function cohortOf(where: DeclaredCohort['where']): Cohort {
  return Object.entries(where).map(([feature, holds]) =>
    conditionOf(feature, holds),
  );
}

function conditionOf(
  feature: string,
  holds: DeclaredCohort['where'][string],
): Condition {
  if (holds === null) return { type: 'missing', feature };
  if (Array.isArray(holds))
    return { type: 'is', feature, values: holds.map(String) };
  return typeof holds === 'object'
    ? { type: 'range', feature, ...holds }
    : { type: 'is', feature, values: [String(holds)] };
}
