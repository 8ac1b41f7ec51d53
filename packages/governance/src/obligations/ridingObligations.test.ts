import fc from 'fast-check';
import { EDGE_KINDS, type LineageEdge } from '../lineage/LineageEdge';
import { LineageGraph } from '../lineage/LineageGraph';
import type { Obligation } from './Obligation';
import { obligationsOf } from './obligationsOf';
import { ridingObligations } from './ridingObligations';

const NODES = ['a', 'b', 'c', 'd', 'e'];
const edges = fc.array(
  fc.record({
    from: fc.constantFrom(...NODES),
    to: fc.constantFrom(...NODES),
    kind: fc.constantFrom(...EDGE_KINDS),
    origin: fc.constant('test'),
  }),
  { maxLength: 12 },
);
const DECLARED: Readonly<Record<string, readonly Obligation[]>> = {
  a: [
    { kind: 'licence', expression: 'MIT' },
    { kind: 'retention', until: 0 },
  ],
  b: [{ kind: 'licence', expression: 'CC-BY-4.0' }],
};
const declared = (node: string) => DECLARED[node] ?? [];

describe('obligations on edges', () => {
  it('are those that bind the node which they lead to, and came there by them', () => {
    fc.assert(
      fc.property(edges, all => {
        const riding = ridingObligations(all, declared);
        const graph = new LineageGraph(all);
        for (const node of NODES) {
          const came = all.flatMap((edge: LineageEdge, i) =>
            edge.to === node ? riding[i] : [],
          );
          const binding = obligationsOf(graph, node, declared).map(
            ({ obligation }) => obligation,
          );
          expect(new Set([...declared(node), ...came])).toEqual(
            new Set(binding),
          );
        }
      }),
    );
  });
});
