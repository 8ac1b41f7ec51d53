import type { LineageGraph } from './LineageGraph';

/** What two nodes came from, or led to: what both have, and what one has alone. */
export type LineageDifference = {
  readonly both: readonly string[];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
};

/** The difference of the lineages upstream of two nodes, each in order of distance, without the nodes themselves. */
export function compareLineages(
  graph: LineageGraph,
  first: string,
  second: string,
  at?: number,
): LineageDifference {
  const above = (node: string) =>
    graph.reach(node, { direction: 'upstream', at }).nodes.slice(1);
  const [ofFirst, ofSecond] = [above(first), above(second)];
  const [inFirst, inSecond] = [new Set(ofFirst), new Set(ofSecond)];
  return {
    both: ofFirst.filter(id => inSecond.has(id)),
    onlyFirst: ofFirst.filter(id => !inSecond.has(id)),
    onlySecond: ofSecond.filter(id => !inFirst.has(id)),
  };
}
