import type { LineageEdge } from '../lineage/LineageEdge';
import { FLOW_RULES, type FlowRules } from './flowRules';
import type { Obligation } from './Obligation';

/**
 * What rides on each edge: obligations of the node that it leads from, its own
 * and those that flowed there, as far as the rules take them along it. As many
 * lists as edges, in their order. Cycles end.
 *
 * @param isMetAt - whether an obligation ends on an edge
 */
export function ridingObligations(
  edges: readonly LineageEdge[],
  declared: (node: string) => readonly Obligation[],
  {
    rules = FLOW_RULES,
    isMetAt = () => false,
  }: {
    readonly rules?: FlowRules;
    readonly isMetAt?: (kind: Obligation['kind'], edge: LineageEdge) => boolean;
  } = {},
): Obligation[][] {
  const out = new Map<string, number[]>();
  edges.forEach(({ from }, i) => {
    const known = out.get(from);
    if (known) known.push(i);
    else out.set(from, [i]);
  });
  const riding: Obligation[][] = edges.map(() => []);
  for (const [origin, declarers] of origins([...out.keys()], declared)) {
    const reached = new Set(declarers);
    for (const node of reached)
      for (const i of out.get(node) ?? []) {
        const edge = edges[i];
        if (!rules[origin.kind].includes(edge.kind)) continue;
        if (isMetAt(origin.kind, edge)) continue;
        riding[i].push(origin);
        reached.add(edge.to);
      }
  }
  return riding;
}

/** Each obligation once, with the nodes that declare it. */
function origins(
  nodes: readonly string[],
  declared: (node: string) => readonly Obligation[],
): readonly (readonly [Obligation, readonly string[]])[] {
  const found = new Map<string, [Obligation, string[]]>();
  for (const node of nodes)
    for (const obligation of declared(node)) {
      const key = obligationKey(obligation);
      const known = found.get(key);
      if (known) known[1].push(node);
      else found.set(key, [obligation, [node]]);
    }
  return [...found.values()];
}

/** The same for obligations that ask the same. */
export function obligationKey(obligation: Obligation): string {
  return JSON.stringify(
    Object.entries(obligation).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
