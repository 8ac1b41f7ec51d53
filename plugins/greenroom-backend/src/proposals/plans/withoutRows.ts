import type { Plan } from '@greenroom/backstage-plugin-greenroom-common';

/** A plan for who may not see rows: counts and metrics stay, keys, labels, cells and distributions go. */
export function withoutRows(plan: Plan): Plan {
  return {
    ...plan,
    assets: plan.assets.map(({ sample: _, ...asset }) => asset),
    labelTransitions: [],
    drift: [],
    slices: [],
    leakage: plan.leakage.map(each => ({ ...each, keys: [] })),
    duplicates: plan.duplicates.map(each => ({ ...each, keys: [] })),
    debt: plan.debt.map(each => ({ ...each, rows: [] })),
    evaluations: plan.evaluations.map(each => ({
      ...each,
      predictions: { ...each.predictions, missingKeys: [] },
    })),
  };
}
