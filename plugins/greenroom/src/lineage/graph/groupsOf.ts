import type {
  GraphNode,
  LineageGroupLevel,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What nodes are drawn as one in; `older` are the versions of an asset before the newest few. */
export type Group = {
  readonly id: string;
  readonly level: LineageGroupLevel;
  readonly title: string;
};

const MANY: Readonly<Record<GraphNode['kind'], string>> = {
  source: 'sources',
  person: 'people',
  team: 'teams',
  'pull request': 'pull requests',
  dataset: 'data sets',
  model: 'models',
  run: 'runs',
  deployment: 'deployments',
};

/** `digits` of `digits 1.1.0`: names of assets have no spaces. */
export function assetName({ title }: GraphNode): string {
  return title.split(' ')[0];
}

/**
 * The groups that hold a node, from the inside out: its asset (of a run or a
 * deployment the model's, of people and pull requests all together), and its team.
 *
 * @param modelName - the name of the model behind the asset of a run or deployment
 */
export function groupsOf(
  node: GraphNode,
  modelName: (assetId: string) => string | undefined,
): readonly Group[] {
  const { kind, assetId, owner } = node;
  const team: Group[] = owner
    ? [
        {
          id: `team:${kind}:${owner}`,
          level: 'team',
          title: `${MANY[kind]} of ${owner.split('/').at(-1)}`,
        },
      ]
    : [];
  switch (kind) {
    case 'source':
    case 'team':
      return team;
    case 'person':
    case 'pull request':
      return [{ id: `all:${kind}`, level: 'asset', title: MANY[kind] }];
    case 'dataset':
    case 'model':
      return [
        {
          id: `asset:${kind}:${assetId ?? assetName(node)}`,
          level: 'asset',
          title: assetName(node),
        },
        ...team,
      ];
    default: {
      const model = assetId && modelName(assetId);
      return [
        {
          id: `asset:${kind}:${assetId ?? ''}`,
          level: 'asset',
          title: model ? `${MANY[kind]} of ${model}` : MANY[kind],
        },
        ...team,
      ];
    }
  }
}
