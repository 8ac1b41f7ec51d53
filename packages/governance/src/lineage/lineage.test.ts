import fc from 'fast-check';
import { checkLineage } from './checkLineage';
import { compareLineages } from './compareLineages';
import { findCycles } from './findCycles';
import { EDGE_KINDS, type LineageEdge } from './LineageEdge';
import { LineageGraph, wayTo } from './LineageGraph';

const edge = (
  from: string,
  to: string,
  more: Partial<LineageEdge> = {},
): LineageEdge => ({ from, to, kind: 'derived from', origin: 'test', ...more });

const NODES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const edges = fc.array(
  fc.record({
    from: fc.constantFrom(...NODES),
    to: fc.constantFrom(...NODES),
    kind: fc.constantFrom(...EDGE_KINDS),
    origin: fc.constant('test'),
  }),
  { maxLength: 20 },
);

/** Every node that some way leads to: distances by as many rounds as there are nodes. */
function distances(all: readonly LineageEdge[], start: string) {
  const found = new Map([[start, 0]]);
  for (let round = 1; round <= NODES.length; round++)
    for (const { from, to } of all)
      if (found.get(from) === round - 1 && !found.has(to)) found.set(to, round);
  return found;
}

describe('a lineage', () => {
  it('is gone down to every node there is a way to, by a shortest one', () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(...NODES), (all, start) => {
        const reached = new LineageGraph(all).reach(start, {
          direction: 'downstream',
        });
        const expected = distances(all, start);
        expect(new Set(reached.nodes)).toEqual(new Set(expected.keys()));
        reached.nodes.forEach((node, i) => {
          expect(reached.depths[i]).toBe(expected.get(node));
          const way = wayTo(node, reached, 'downstream');
          expect(way).toHaveLength(reached.depths[i]);
          expect([start, ...way.map(({ to }) => to)]).toEqual([
            ...way.map(({ from }) => from),
            node,
          ]);
        });
      }),
    );
  });

  it('has a node upstream of another where that is downstream of it', () => {
    fc.assert(
      fc.property(
        edges,
        fc.constantFrom(...NODES),
        fc.constantFrom(...NODES),
        (all, one, other) => {
          const graph = new LineageGraph(all);
          expect(
            graph.reach(one, { direction: 'upstream' }).nodes.includes(other),
          ).toBe(
            graph.reach(other, { direction: 'downstream' }).nodes.includes(one),
          );
        },
      ),
    );
  });

  it('ends at a depth, and at kinds that are not gone along', () => {
    const graph = new LineageGraph([
      edge('a', 'b'),
      edge('b', 'c'),
      edge('a', 'd', { kind: 'evaluated on' }),
    ]);
    const down = { direction: 'downstream' } as const;
    expect(graph.reach('a', { ...down, depth: 1 }).nodes).toEqual([
      'a',
      'b',
      'd',
    ]);
    expect(
      graph.reach('a', {
        ...down,
        along: ({ kind }) => kind === 'derived from',
      }).nodes,
    ).toEqual(['a', 'b', 'c']);
    expect(graph.reach('nobody', down).nodes).toEqual(['nobody']);
  });

  it('is as it was stated at a date', () => {
    const graph = new LineageGraph([
      edge('a', 'b', { since: 10, until: 20 }),
      edge('a', 'c', { since: 20 }),
    ]);
    const at = (time?: number) =>
      graph.reach('a', { direction: 'downstream', at: time }).nodes.slice(1);
    expect([at(9), at(10), at(19), at(20), at()]).toEqual([
      [],
      ['b'],
      ['b'],
      ['c'],
      ['c'],
    ]);
  });

  it('has a way from one node to another, or none', () => {
    const [ab, bc] = [edge('a', 'b'), edge('b', 'c')];
    const graph = new LineageGraph([ab, bc]);
    expect(graph.path('a', 'c')).toEqual([ab, bc]);
    expect(graph.path('c', 'a')).toBeUndefined();
    expect(graph.path('a', 'a')).toEqual([]);
  });

  it('is told from another by what is above each', () => {
    const graph = new LineageGraph([
      edge('source', 'x'),
      edge('source', 'y'),
      edge('more', 'y'),
    ]);
    expect(compareLineages(graph, 'x', 'y')).toEqual({
      both: ['source'],
      onlyFirst: [],
      onlySecond: ['more'],
    });
  });
});

describe('what cannot be right in a lineage', () => {
  it('is a cycle of exactly those nodes that come from themselves', () => {
    fc.assert(
      fc.property(edges, all => {
        const after = (node: string) =>
          new Set(
            all
              .filter(({ from }) => from === node)
              .flatMap(({ to }) => [...distances(all, to).keys()]),
          );
        const circular = NODES.filter(node => after(node).has(node));
        const found = findCycles(all);
        expect(found.flat().sort()).toEqual(circular);
        for (const cycle of found)
          for (const node of cycle)
            expect(cycle.every(other => after(node).has(other))).toBe(true);
      }),
    );
  });

  it('is an end that is gone, and two models that one was fine-tuned from', () => {
    const toGone = edge('a', 'gone');
    const tuned = ['a', 'b'].map(from =>
      edge(from, 'm', { kind: 'fine-tuned from', origin: `card ${from}` }),
    );
    expect(checkLineage([toGone, ...tuned], node => node !== 'gone')).toEqual([
      { what: 'missing end', node: 'gone', edge: toGone },
      { what: 'two truths', edges: tuned },
    ]);
  });

  it('is not what was once stated and no longer is', () => {
    const once = { kind: 'fine-tuned from', until: 5 } as const;
    expect(
      checkLineage([edge('a', 'm', once), edge('b', 'm')], () => true),
    ).toEqual([]);
  });
});
