import type { NodeKind } from '@greenroom/backstage-plugin-greenroom-common';

/** Columns of the picture, from what things are made of to where they serve. */
export const COLUMNS = [
  'sources',
  'data versions',
  'model versions',
  'runs',
  'deployments',
] as const;

/** People and pull requests stand with the sources: data flows from them. A whole team, which the API collapses to where it is asked to, stands with the data. */
export const COLUMN_OF: Readonly<Record<NodeKind, number>> = {
  source: 0,
  person: 0,
  'pull request': 0,
  dataset: 1,
  team: 1,
  model: 2,
  run: 3,
  deployment: 4,
};
