import { orderLayers } from './orderLayers';
import { rankBlocks } from './rankBlocks';
import { spreadOut } from './spreadOut';

/** Size of a node in CSS pixels; the style sheet draws it in this size. */
export const NODE_WIDTH = 216;
export const NODE_HEIGHT = 66;
/** Above the members of what is opened stands the button that closes it. */
export const HEADER_HEIGHT = 30;
/** Between members, between blocks of a layer, and between layers: room for a curve and its words. */
const MEMBER_GAP = 12;
const BLOCK_GAP = 22;
const LAYER_GAP = 120;
/** Where an edge passes a layer it takes a lane of this height. */
const LANE = 10;
/** Moves towards what a block is linked with; later ones move by less than a pixel. */
const PULLS = 6;

export type LayoutNode = {
  readonly id: string;
  readonly column: number;
  /** Nodes of one block stand one below the other, in the order given. */
  readonly block: string;
};
export type LayoutEdge = { readonly from: string; readonly to: string };
export type Point = { readonly x: number; readonly y: number };
export type Box = Point & { readonly width: number; readonly height: number };

export type PlacedEdge = {
  /** From end to end, by way of the lanes between. */
  readonly points: readonly Point[];
  /** Within a block it goes down; against the flow it closes a cycle. */
  readonly course: 'forward' | 'down' | 'back';
};

export type Layout = {
  readonly nodes: ReadonlyMap<string, Box>;
  /** As many as edges were given, in their order; undefined where an end is not among the nodes. */
  readonly edges: readonly (PlacedEdge | undefined)[];
  readonly blocks: ReadonlyMap<string, Box>;
  /** Left side of each column that has nodes. */
  readonly columns: ReadonlyMap<number, number>;
  readonly width: number;
  readonly height: number;
};

type Block = { id: string; column: number; members: string[]; height: number };

/**
 * Places nodes in layers from left to right: each edge between blocks leads to
 * a later layer, but those that close a cycle; nothing overlaps; the same graph
 * is placed alike each time. (Layers, dummies and barycentres after Sugiyama,
 * Tagawa and Toda 1981.)
 *
 * @param headed - blocks that have a header above their members
 */
export function layOut(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  headed: ReadonlySet<string> = new Set(),
): Layout {
  const blocks = blocksOf(nodes, headed);
  const blockAt = new Map(blocks.map(({ id }, i) => [id, i]));
  const blockOf = new Map(
    nodes.map(({ id, block }) => [id, blockAt.get(block)!]),
  );
  const links = new Map<string, { from: number; to: number }>();
  for (const edge of edges) {
    const [from, to] = [blockOf.get(edge.from), blockOf.get(edge.to)];
    if (from !== undefined && to !== undefined && from !== to)
      links.set(`${from} ${to}`, { from, to });
  }
  const pairs = [...links.values()];
  const { layers, returns, bases } = rankBlocks(blocks, pairs);

  // Things to place: blocks first, then a lane in each layer that a link passes.
  const heights = blocks.map(({ height }) => height);
  const layerOf = [...layers];
  const steps: { from: number; to: number }[] = [];
  const lanes = new Map<string, number[]>();
  pairs.forEach(({ from, to }, i) => {
    if (returns[i]) return;
    const passed: number[] = [];
    for (let layer = layers[from] + 1; layer < layers[to]; layer++) {
      passed.push(heights.length);
      heights.push(LANE);
      layerOf.push(layer);
    }
    lanes.set(`${from} ${to}`, passed);
    [from, ...passed].forEach((thing, k) =>
      steps.push({ from: thing, to: [...passed, to][k] }),
    );
  });
  const byLayer: number[][] = [];
  layerOf.forEach((layer, thing) => {
    (byLayer[layer] ??= []).push(thing);
  });
  for (let i = 0; i < byLayer.length; i++) byLayer[i] ??= [];
  const tops = topsOf(orderLayers(byLayer, steps), steps, heights);

  const placed = new Map<string, Box>();
  const frames = new Map<string, Box>();
  const xOf = (layer: number) => layer * (NODE_WIDTH + LAYER_GAP);
  blocks.forEach((block, i) => {
    const frame = {
      x: xOf(layers[i]),
      y: tops[i],
      width: NODE_WIDTH,
      height: block.height,
    };
    frames.set(block.id, frame);
    const header = headed.has(block.id) ? HEADER_HEIGHT : 0;
    block.members.forEach((id, k) =>
      placed.set(id, {
        ...frame,
        y: frame.y + header + k * (NODE_HEIGHT + MEMBER_GAP),
        height: NODE_HEIGHT,
      }),
    );
  });
  const routed = edges.map((edge): PlacedEdge | undefined => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)];
    if (!from || !to) return undefined;
    const [a, b] = [blockOf.get(edge.from)!, blockOf.get(edge.to)!];
    const passed = a === b ? undefined : lanes.get(`${a} ${b}`);
    const middle = (thing: number): Point[] => {
      const y = tops[thing] + LANE / 2;
      const x = xOf(layerOf[thing]);
      return [
        { x, y },
        { x: x + NODE_WIDTH, y },
      ];
    };
    if (passed)
      return {
        course: 'forward',
        points: [rightOf(from), ...passed.flatMap(middle), leftOf(to)],
      };
    return a === b && from.y < to.y
      ? { course: 'down', points: [belowOf(from), aboveOf(to)] }
      : { course: 'back', points: [rightOf(from), leftOf(to)] };
  });
  const boxes = [...frames.values()];
  return {
    nodes: placed,
    edges: routed,
    blocks: frames,
    columns: new Map([...bases].map(([column, base]) => [column, xOf(base)])),
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)),
    height: Math.max(0, ...tops.map((top, thing) => top + heights[thing])),
  };
}

function blocksOf(
  nodes: readonly LayoutNode[],
  headed: ReadonlySet<string>,
): Block[] {
  const blocks = new Map<string, Block>();
  for (const { id, column, block } of nodes) {
    const known = blocks.get(block);
    if (known) known.members.push(id);
    else blocks.set(block, { id: block, column, members: [id], height: 0 });
  }
  return [...blocks.values()].map(block => ({
    ...block,
    height:
      block.members.length * (NODE_HEIGHT + MEMBER_GAP) -
      MEMBER_GAP +
      (headed.has(block.id) ? HEADER_HEIGHT : 0),
  }));
}

/** Each thing is pulled to the middle of what it is linked with, to the right and back, without changing the order. */
function topsOf(
  ordered: readonly (readonly number[])[],
  steps: readonly { from: number; to: number }[],
  heights: readonly number[],
): number[] {
  const centres = heights.map(() => 0);
  const place = (layer: readonly number[], wish: (thing: number) => number) =>
    spreadOut(
      layer.map(thing => ({ height: heights[thing], centre: wish(thing) })),
      BLOCK_GAP,
    ).forEach((top, i) => {
      centres[layer[i]] = top + heights[layer[i]] / 2;
    });
  for (const layer of ordered) place(layer, () => 0);
  const before: number[][] = heights.map(() => []);
  const after: number[][] = heights.map(() => []);
  for (const { from, to } of steps) {
    after[from].push(to);
    before[to].push(from);
  }
  for (let pull = 0; pull < PULLS; pull++) {
    const right = pull % 2 === 0;
    for (const layer of right ? ordered : [...ordered].reverse())
      place(layer, thing => {
        const linked = right ? before[thing] : after[thing];
        return linked.length === 0
          ? centres[thing]
          : linked.reduce((sum, other) => sum + centres[other], 0) /
              linked.length;
      });
  }
  const tops = centres.map((centre, i) => centre - heights[i] / 2);
  const top = tops.reduce((least, each) => Math.min(least, each), Infinity);
  return tops.map(each => each - top);
}

function rightOf({ x, y, width, height }: Box): Point {
  return { x: x + width, y: y + height / 2 };
}
function leftOf({ x, y, height }: Box): Point {
  return { x, y: y + height / 2 };
}
function belowOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height };
}
function aboveOf({ x, y, width }: Box): Point {
  return { x: x + width / 2, y };
}
