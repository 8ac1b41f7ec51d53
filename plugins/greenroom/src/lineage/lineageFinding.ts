import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';

/** What an asset is made from and what is made from it, in one sentence. */
export function lineageFinding(
  { nodes }: { readonly nodes: readonly GraphNode[] },
  name: string,
): string {
  const of = (kind: GraphNode['kind']) =>
    nodes.filter(node => node.kind === kind).length;
  const deployments = of('deployment');
  const counts = [
    plural(of('dataset'), 'data version'),
    plural(of('model'), 'model version'),
    plural(of('run'), 'run'),
    ...(deployments > 0 ? [plural(deployments, 'deployment')] : []),
  ];
  return `${name} stands among ${counts
    .slice(0, -1)
    .join(', ')} and ${counts.at(-1)}`;
}
