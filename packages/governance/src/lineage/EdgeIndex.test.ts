import fc from 'fast-check';
import { EdgeIndex, type IndexedEdge } from './EdgeIndex';

const NODES = 8;
const node = fc.integer({ min: 0, max: NODES - 1 });
const time = fc.constantFrom(1, 2, 3);
const someEdge = fc.record({
  number: fc.integer({ min: 1, max: 12 }),
  from: node,
  to: node,
  kind: fc.integer({ min: 0, max: 2 }),
  since: fc.oneof(time, fc.constant(-Infinity)),
  until: fc.oneof(time, fc.constant(Infinity)),
});
/** An edge is put, replaces the one of its number, or is removed. */
const step = fc.oneof(
  someEdge.map(put => ({ put })),
  fc.integer({ min: 1, max: 12 }).map(remove => ({ remove })),
);

/** Distances, by as many rounds as there are nodes. */
function bruteForce(
  edges: readonly IndexedEdge[],
  start: number,
  direction: 'upstream' | 'downstream',
  isGone: (edge: IndexedEdge) => boolean,
) {
  const found = new Map([[start, 0]]);
  for (let round = 1; round <= NODES; round++)
    for (const edge of edges.filter(isGone)) {
      const [a, b] =
        direction === 'downstream'
          ? [edge.from, edge.to]
          : [edge.to, edge.from];
      if (found.get(a) === round - 1 && !found.has(b)) found.set(b, round);
    }
  return found;
}

describe('EdgeIndex', () => {
  it('walks as one would by hand, after whatever was put and removed, also in cycles', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        node,
        fc.constantFrom('upstream' as const, 'downstream' as const),
        fc.option(time, { nil: undefined }),
        fc.integer({ min: 0, max: 7 }),
        (steps, start, direction, at, kinds) => {
          const index = new EdgeIndex();
          const expected = new Map<number, IndexedEdge>();
          for (const each of steps) {
            if ('put' in each) {
              index.put(each.put);
              expected.set(each.put.number, each.put);
            } else {
              index.remove(each.remove);
              expected.delete(each.remove);
            }
            // Asked in between, so that nothing of before is kept.
            index.walk([start], { direction });
          }
          const walked = index.walk([start], { direction, at, kinds });
          const byHand = bruteForce(
            [...expected.values()],
            start,
            direction,
            edge =>
              ((kinds >> edge.kind) & 1) === 1 &&
              (at === undefined
                ? edge.until === Infinity
                : edge.since <= at && at < edge.until),
          );
          expect(
            new Map(Array.from(walked.nodes, (n, i) => [n, walked.depths[i]])),
          ).toEqual(byHand);
          expect(walked.nodes).toHaveLength(byHand.size);
        },
      ),
    );
  });

  it('is the same of its own columns', () => {
    fc.assert(
      fc.property(
        fc.array(someEdge, { minLength: 1, maxLength: 12 }),
        edges => {
          const index = new EdgeIndex();
          for (const edge of edges) index.put(edge);
          const again = new EdgeIndex(index.columns());
          expect([...again.edges()]).toEqual([...index.edges()]);
          again.put({ ...index.edges().next().value!, number: 99 });
          expect(again.size).toBe(index.size + 1);
        },
      ),
    );
  });

  it('says by which edge a node was met', () => {
    const open = { kind: 0, since: -Infinity, until: Infinity };
    const index = new EdgeIndex();
    index.put({ number: 5, from: 1, to: 2, ...open });
    index.put({ number: 6, from: 2, to: 3, ...open });
    const { nodes, cameBy } = index.walk([1], { direction: 'downstream' });
    expect([[...nodes], [...cameBy]]).toEqual([
      [1, 2, 3],
      [0, 5, 6],
    ]);
    expect(index.get(6)).toMatchObject({ from: 2, to: 3 });
    expect(index.edgesAt(2, 'upstream').map(({ number }) => number)).toEqual([
      5,
    ]);
  });

  it('ends at a depth, and begins at several nodes', () => {
    const open = { kind: 0, since: -Infinity, until: Infinity };
    const index = new EdgeIndex();
    for (let i = 0; i < 4; i++)
      index.put({ number: i + 1, from: i, to: i + 1, ...open });
    const depth = { direction: 'downstream', depth: 1 } as const;
    expect([...index.walk([0, 3, 77], depth).nodes]).toEqual([0, 3, 77, 1, 4]);
  });
});
