import { edge, lineage, node } from '../__testUtils__/graphs';
import { collapse } from '../graph/collapse';
import { edgeKey } from '../graph/difference';
import { layOut } from '../layout/layOut';
import { lineageSvg } from './lineageSvg';
import { lookOf } from './Marking';
import { markingOf, type Chosen } from './markingOf';
import { nextByKey, type Place } from './nextByKey';
import { isNear, stepped } from './Viewport';
import { scrollAfterZoom, zoomed, zoomedByWheel, zoomToFit } from './zoom';

const graph = collapse(lineage, { by: 'version', toggled: new Set() });
const marked = (chosen: Partial<Chosen>, edges = lineage.edges) =>
  markingOf(graph, edges, {
    stale: new Map(),
    obligations: new Map(),
    ...chosen,
  });

describe('the marks of a picture', () => {
  it('have the path to the chosen node stand out, with the words of its edges', () => {
    const trained = lineage.edges[3];
    const marking = marked({
      selected: 'version:reader@2.0.0',
      obligations: new Map([[edgeKey(trained), ['CC-BY-4.0', 'b', 'c', 'd']]]),
    });
    expect([...marking.onPath!.nodes]).toEqual([
      'version:reader@2.0.0',
      'version:digits@1.0.0',
      'source:acme/data',
      'run:1',
    ]);
    expect(marking.words.get(3)).toEqual([
      'trained on',
      'CC-BY-4.0',
      'b',
      'and 2 more',
    ]);
    expect(lookOf(3, marking)).toBe('path');
    expect(lookOf(5, marking)).toBe('faint');
  });

  it('have only the way between two nodes stand out where one is looked for', () => {
    const { onPath } = marked({
      selected: 'version:digits@1.0.0',
      wayTo: 'run:1',
    });
    expect(onPath!.edges.size).toBe(2);
  });

  it('say what is stale, and what is odd before all else', () => {
    const odd = collapse(
      {
        nodes: [
          node('a', 'dataset', { problems: ['cycle'] }),
          node('b', 'dataset', { isNamedOnly: true }),
        ],
        edges: [edge('a', 'b', 'derived from', { problems: ['cycle'] })],
      },
      { by: 'version', toggled: new Set() },
    );
    const marking = markingOf(odd, [], {
      stale: new Map([['a', 1]]),
      obligations: new Map(),
    });
    expect(marking.flags.get('a')).toEqual(['stale', 'comes from itself']);
    expect(marking.flags.get('b')).toEqual(['not declared']);
    expect(lookOf(0, marking)).toBe('odd');
  });
});

describe('a picture as SVG', () => {
  const hostile = collapse(
    {
      nodes: [
        node('a', 'dataset', {
          title: '<script>alert("1")</script>',
          subtitle: "a & b's \u0000",
        }),
      ],
      edges: [],
    },
    { by: 'version', toggled: new Set() },
  );
  const svg = lineageSvg(
    'of <b>',
    hostile,
    layOut(hostile.nodes, hostile.edges),
    markingOf(hostile, [], { stale: new Map(), obligations: new Map() }),
  );
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml');

  it('is XML, whatever people wrote', () => {
    expect(read.querySelector('parsererror')).toBeNull();
    expect(read.querySelector('script')).toBeNull();
    expect(read.querySelector('title')!.textContent).toBe('of <b>');
    expect(read.documentElement.textContent).toContain('<script>alert("1")');
    expect(read.documentElement.textContent).toContain("a & b's ");
  });

  it('needs nothing from elsewhere', () => {
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|@import|href/,
    );
  });

  it('has every node and edge', () => {
    const whole = lineageSvg(
      'all',
      graph,
      layOut(graph.nodes, graph.edges, new Set(graph.opened.keys())),
      marked({}),
    );
    for (const { title } of lineage.nodes)
      expect(whole).toContain(`>${title}<`);
    expect(whole.match(/<path /g)).toHaveLength(lineage.edges.length);
  });
});

describe('the keyboard', () => {
  const at = (id: string, x: number, y: number): Place => ({
    id,
    box: { x, y, width: 10, height: 10 },
  });
  const places = [
    at('c', 100, 0),
    at('d', 100, 80),
    at('a', 0, 70),
    at('b', 0, 0),
  ];
  const edges = [
    { from: 'a', to: 'c' },
    { from: 'a', to: 'd' },
  ];

  it.each([
    ['ArrowRight', 'a', 'd'],
    ['ArrowLeft', 'c', 'a'],
    ['ArrowUp', 'd', 'c'],
    ['ArrowDown', 'b', 'a'],
    ['Home', 'd', 'b'],
    ['End', 'a', 'd'],
    ['ArrowLeft', 'a', undefined],
    ['x', 'a', undefined],
  ])('goes by %s from %s to %s', (key, from, to) => {
    expect(nextByKey(key, from, places, edges)).toBe(to);
  });
});

describe('what is drawn', () => {
  it('is what is seen and a little more', () => {
    const viewport = { x: 0, y: 0, width: 1000, height: 600 };
    const box = { x: 1100, y: 0, width: 10, height: 10 };
    expect(isNear(box, viewport)).toBe(true);
    expect(isNear({ ...box, x: 1500 }, viewport)).toBe(false);
  });

  it('stays the same while scrolling by little', () => {
    const size = { width: 990, height: 600 };
    expect(stepped({ x: 10, y: 210, ...size })).toEqual(
      stepped({ x: 180, y: 390, ...size }),
    );
  });
});

describe('the zoom', () => {
  it('comes back to the whole size by as many steps, and ends where nothing can be told apart', () => {
    expect(zoomed(zoomed(zoomed(zoomed(1, 'in'), 'in'), 'out'), 'out')).toBe(1);
    let zoom = 1;
    for (let i = 0; i < 50; i++) zoom = zoomed(zoom, 'out');
    expect(zoom).toBe(0.2);
  });

  it('goes nearer by a wheel that turns away', () => {
    expect(zoomedByWheel(1, -100)).toBeCloseTo(1.25);
    expect(zoomedByWheel(1, 100)).toBeCloseTo(0.8);
  });

  it('fits a picture to its frame, but makes none larger', () => {
    expect(zoomToFit(2000, 1000)).toBe(0.5);
    expect(zoomToFit(500, 1000)).toBe(1);
    expect(zoomToFit(0, 1000)).toBe(1);
  });

  it('keeps what is under the mouse where it is', () => {
    const [margin, ratio, point] = [16, 1.25, 300];
    const before = { scroll: 400, point, margin };
    const after = scrollAfterZoom({ ...before, ratio });
    const inPicture = (scroll: number) => scroll + point - margin;
    expect(inPicture(after)).toBe(inPicture(before.scroll) * ratio);
  });
});
