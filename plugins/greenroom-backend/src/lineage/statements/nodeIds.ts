import type { LineageNode } from '@greenroom/governance';
import type { Asset } from '../../registry/Asset';
import type { StatedNode } from '../store/Statement';

type Repository = Pick<Asset, 'sourceId' | 'repository'>;

export const versionNodeId = (versionId: string) => `version:${versionId}`;
export const runNodeId = (runId: string) => `run:${runId}`;
export const assetGroupId = (assetId: string) => `asset:${assetId}`;
export const assetScope = (assetId: string) => `asset:${assetId}`;
export const assetIdOf = (scope: string) =>
  scope.startsWith('asset:') ? scope.slice('asset:'.length) : undefined;
/** Of what others name and nobody declares, in whichever version; another id than that of the node that is named without one. */
const namedGroupId = (kind: LineageNode['kind'], name: string) =>
  `named:${kind}:${name}`;
/** All nodes that may mean an asset. */
export const groupsOf = ({
  id,
  kind,
  name,
}: Pick<Asset, 'id' | 'kind' | 'name'>) => [
  assetGroupId(id),
  namedGroupId(kind, name),
];

export function sourceNode({ sourceId, repository }: Repository): StatedNode {
  return {
    id: `source:${sourceId}:${repository}`,
    kind: 'source',
    title: repository,
    subtitle: 'repository',
  };
}

export function pullNode(
  { sourceId, repository }: Repository,
  number: number,
  url?: string,
): StatedNode {
  return {
    id: `pull:${sourceId}:${repository}#${number}`,
    kind: 'pull request',
    title: `#${number}`,
    subtitle: repository,
    ...(url && { url }),
  };
}

/** @param person - entity reference, or the name that a file has */
export function personNode(person: string): StatedNode {
  return {
    id: `person:${person}`,
    kind: 'person',
    title: person.split('/').at(-1) ?? person,
    subtitle: person,
  };
}

/** What others name and nobody declares here. */
export function namedNode({
  id,
  kind,
  name,
  version,
}: LineageNode): StatedNode {
  return {
    id,
    kind,
    title: version === undefined ? name : `${name} ${short(version)}`,
    subtitle: 'not declared here',
    group: namedGroupId(kind, name),
  };
}

/** Commits as people write them; other words as they are. */
export function short(word: string): string {
  return /^[0-9a-f]{40,64}$/.test(word) ? word.slice(0, 7) : word;
}
