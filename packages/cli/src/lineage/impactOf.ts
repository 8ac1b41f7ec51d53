import {
  LineageGraph,
  type LineageEdge,
  type LineageNode,
  type LineageOfHistory,
  wayTo,
} from '@greenroom/governance';
import { textTable } from '../textTable';

type Concerned = {
  readonly node: string;
  /** From where it began to the node, in that order. */
  readonly way: readonly LineageEdge[];
  /** `made of`: its content came that way; `measured on`: only an evaluation did. */
  readonly how: 'made of' | 'measured on';
};

/** What is concerned where some versions are withdrawn: models and deployments, each with a shortest way. */
export function impactOf(
  { nodes, edges }: LineageOfHistory,
  starts: readonly LineageNode[],
  at: number | undefined,
): { readonly json: object; readonly text: string } {
  const graph = new LineageGraph(edges);
  const found = new Map<string, Concerned>();
  const begin = new Set(starts.map(({ id }) => id));
  for (const how of ['made of', 'measured on'] as const)
    for (const { id } of starts) {
      const reached = graph.reach(id, {
        direction: 'downstream',
        at,
        along: ({ kind }) => how === 'measured on' || kind !== 'evaluated on',
      });
      for (const node of reached.nodes) {
        const way = wayTo(node, reached, 'downstream');
        const known = found.get(node);
        const isShorter = known?.how === how && way.length < known.way.length;
        if (!begin.has(node) && (!known || isShorter))
          found.set(node, { node, way, how });
      }
    }
  const of = (kind: LineageNode['kind']) =>
    nodes.flatMap(node => (node.kind === kind && found.get(node.id)) || []);
  const [models, deployments] = [of('model'), of('deployment')];
  return {
    json: { starts: [...begin], models, deployments },
    text: textTable(
      ['concerned', '', 'by way of'],
      [...models, ...deployments].map(({ node, how, way }) => [
        node,
        how,
        way.map(({ from }) => from).join(' → '),
      ]),
    ),
  };
}
