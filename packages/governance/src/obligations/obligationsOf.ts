import type { LineageEdge } from '../lineage/LineageEdge';
import { type LineageGraph, wayTo } from '../lineage/LineageGraph';
import { FLOW_RULES, type FlowRules } from './flowRules';
import type { Obligation } from './Obligation';
import { obligationKey } from './ridingObligations';

export type Inherited = {
  readonly obligation: Obligation;
  /** The node that declares it. */
  readonly declaredBy: string;
  /** From there to the node in question, edge by edge; empty where it declares it itself. */
  readonly way: readonly LineageEdge[];
};

/**
 * What binds a node: its own obligations, and those that flow down to it by the
 * rules, each with a shortest way that explains it. Of nodes that declare the
 * same the nearest stands for all. One that ends on an edge of the way, such as
 * personal data where columns were taken out, does not come along it.
 *
 * @param declared - obligations by the node that declares them
 * @param isMetAt - whether an obligation ends on an edge
 */
export function obligationsOf(
  graph: LineageGraph,
  node: string,
  declared: (node: string) => readonly Obligation[],
  {
    rules = FLOW_RULES,
    isMetAt = () => false,
    at,
  }: {
    readonly rules?: FlowRules;
    readonly isMetAt?: (kind: Obligation['kind'], edge: LineageEdge) => boolean;
    readonly at?: number;
  } = {},
): Inherited[] {
  const kinds = Object.keys(rules) as Obligation['kind'][];
  return kinds.flatMap(kind => {
    const reached = graph.reach(node, {
      direction: 'upstream',
      at,
      along: edge => rules[kind].includes(edge.kind) && !isMetAt(kind, edge),
    });
    const known = new Set<string>();
    return reached.nodes.flatMap(declaredBy =>
      declared(declaredBy)
        .filter(obligation => {
          const key = obligationKey(obligation);
          const isNew = obligation.kind === kind && !known.has(key);
          known.add(key);
          return isNew;
        })
        .map(obligation => ({
          obligation,
          declaredBy,
          way: wayTo(declaredBy, reached, 'upstream').reverse(),
        })),
    );
  });
}
