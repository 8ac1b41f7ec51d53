import fc from 'fast-check';
import { edgePath } from './edgePath';
import { type Box, layOut, type LayoutNode } from './layOut';
import { spreadOut } from './spreadOut';

/** Graphs of up to 24 nodes in 5 columns, with edges to anywhere, themselves among them. */
const graphs = fc
  .array(
    fc.record({
      column: fc.nat(4),
      block: fc.nat(3),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .chain(drawn => {
    const nodes = drawn.map(
      ({ column, block }, i): LayoutNode => ({
        id: `n${i}`,
        column,
        block: `${column} ${block}`,
      }),
    );
    const end = fc.constantFrom(...nodes.map(({ id }) => id));
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(fc.record({ from: end, to: end }), { maxLength: 40 }),
    });
  });

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width &&
  b.x < a.x + a.width &&
  a.y < b.y + b.height &&
  b.y < a.y + a.height;

describe('a layout', () => {
  it('lets no node overlap another', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const boxes = [...layOut(nodes, edges).nodes.values()];
        expect(boxes).toHaveLength(nodes.length);
        for (const [i, box] of boxes.entries())
          for (const other of boxes.slice(i + 1))
            expect(overlap(box, other)).toBe(false);
      }),
    );
  });

  it('leads every edge to the right, or down in a block, but those that close a cycle', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const layout = layOut(nodes, edges);
        edges.forEach(({ from, to }, i) => {
          const [a, b] = [layout.nodes.get(from)!, layout.nodes.get(to)!];
          const { course } = layout.edges[i]!;
          const leads = {
            forward: b.x > a.x + a.width,
            down: b.y > a.y,
            back: true,
          };
          expect(leads[course]).toBe(true);
        });
      }),
    );
  });

  it('sends nothing back where nothing closes a cycle', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const single = nodes.map((node, i) => ({ ...node, block: `${i}` }));
        const number = (id: string) => Number(id.slice(1));
        const onward = edges.filter(
          ({ from, to }) => number(from) < number(to),
        );
        const courses = layOut(single, onward).edges.map(edge => edge!.course);
        expect(courses.every(course => course === 'forward')).toBe(true);
      }),
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        expect(layOut(nodes, edges)).toEqual(layOut(nodes, edges));
      }),
    );
  });

  it('keeps the columns apart, and begins at the upper left', () => {
    const { nodes, columns, width, height } = layOut(
      [
        { id: 'source', column: 0, block: 'source' },
        { id: 'raw', column: 1, block: 'raw' },
        { id: 'clean', column: 1, block: 'clean' },
        { id: 'model', column: 2, block: 'model' },
        { id: 'alone', column: 2, block: 'alone' },
      ],
      [
        { from: 'source', to: 'raw' },
        { from: 'raw', to: 'clean' },
        { from: 'clean', to: 'model' },
      ],
    );
    expect(nodes.get('clean')!.x).toBeGreaterThan(nodes.get('raw')!.x);
    expect(nodes.get('alone')!.x).toBe(nodes.get('model')!.x);
    expect(columns.get(2)).toBe(nodes.get('model')!.x);
    const boxes = [...nodes.values()];
    expect(Math.min(...boxes.map(({ x }) => x))).toBe(0);
    expect(Math.min(...boxes.map(({ y }) => y))).toBe(0);
    expect(Math.max(...boxes.map(box => box.x + box.width))).toBe(width);
    expect(Math.max(...boxes.map(box => box.y + box.height))).toBe(height);
  });

  it('leaves out an edge whose end is not there', () => {
    const { edges } = layOut(
      [{ id: 'a', column: 1, block: 'a' }],
      [{ from: 'gone', to: 'a' }],
    );
    expect(edges).toEqual([undefined]);
  });

  it('places 2,000 nodes and 6,000 edges', () => {
    const nodes = Array.from({ length: 2000 }, (_, i) => ({
      id: `n${i}`,
      column: Math.floor(i / 400),
      block: `b${Math.floor(i / 2)}`,
    }));
    const edges = Array.from({ length: 6000 }, (_, i) => ({
      from: `n${(i * 7) % 1600}`,
      to: `n${((i * 7) % 1600) + 1 + ((i * 13) % 390)}`,
    }));
    expect(layOut(nodes, edges).nodes.size).toBe(2000);
  });
});

describe('the path of an edge', () => {
  it('goes level through its lanes', () => {
    expect(
      edgePath({
        course: 'forward',
        points: [
          { x: 0, y: 0 },
          { x: 10, y: 20 },
          { x: 30, y: 20 },
          { x: 40, y: 0.04 },
        ],
      }),
    ).toBe('M0,0C5,0 5,20 10,20L30,20C35,20 35,0 40,0');
  });
});

describe('things one below the other', () => {
  it('stand where they want when there is room', () => {
    expect(
      spreadOut(
        [
          { height: 10, centre: 5 },
          { height: 10, centre: 45 },
        ],
        2,
      ),
    ).toEqual([0, 40]);
  });

  it('share the way where there is none', () => {
    expect(
      spreadOut(
        [
          { height: 10, centre: 5 },
          { height: 10, centre: 5 },
        ],
        2,
      ),
    ).toEqual([-6, 6]);
  });
});
