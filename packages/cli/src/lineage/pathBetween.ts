import {
  LineageGraph,
  type LineageEdge,
  type LineageNode,
  type LineageOfHistory,
} from '@greenroom/governance';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

/**
 * A shortest way between some versions and a node: downstream where there is one,
 * else upstream.
 *
 * @throws UsageError where there is no such node
 */
export function pathBetween(
  { nodes, edges }: LineageOfHistory,
  starts: readonly LineageNode[],
  to: string,
  at: number | undefined,
): { readonly json: object; readonly text: string } {
  if (!nodes.some(({ id }) => id === to))
    throw new UsageError(
      `There is no node ${to}. Name one as the list of lineage does, such as ${starts[0].id}.`,
    );
  const graph = new LineageGraph(edges);
  const shortest = (
    way: (start: string) => readonly LineageEdge[] | undefined,
  ) =>
    starts
      .flatMap(({ id }) => {
        const found = way(id);
        return found ? [found] : [];
      })
      .sort((a, b) => a.length - b.length)
      .at(0);
  const down = shortest(start => graph.path(start, to, { at }));
  const up = down
    ? undefined
    : shortest(start => graph.path(to, start, { at }));
  const way = down ?? up;
  if (!way)
    return {
      json: { direction: 'none', edges: [] },
      text: `No way leads from ${starts[0].id} to ${to}, or back.`,
    };
  return {
    json: { direction: down ? 'downstream' : 'upstream', edges: way },
    text: textTable(
      ['from', '', 'to', 'stated by'],
      way.map(({ from, kind, to: end, origin }) => [
        from,
        `→ ${kind}`,
        end,
        origin,
      ]),
    ),
  };
}
