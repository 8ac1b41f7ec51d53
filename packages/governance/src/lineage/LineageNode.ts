import type { Deployment } from '@greenroom/manifest';

export type LineageNode = {
  /** `dataset:digits@1.1.0`; without a version where none is declared, or where others only name it. */
  readonly id: string;
  readonly kind: 'dataset' | 'model' | 'deployment';
  readonly name: string;
  readonly version?: string;
  /** Where it is first stated; absent of what others only name. */
  readonly path?: string;
  readonly commit?: string;
  /** All that have its content, where they are known. */
  readonly commits?: readonly string[];
  /** Milliseconds since 1970. */
  readonly since?: number;
};

export function nodeOf(
  kind: LineageNode['kind'],
  name: string,
  version?: string,
): LineageNode {
  const id =
    version === undefined ? `${kind}:${name}` : `${kind}:${name}@${version}`;
  return { id, kind, name, ...(version !== undefined && { version }) };
}

export function deploymentNode({ namespace, name }: Deployment): LineageNode {
  return nodeOf('deployment', `${namespace ?? 'default'}/${name}`);
}
