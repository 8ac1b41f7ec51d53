import type { LineageEdge } from './LineageEdge';

export type Direction = 'upstream' | 'downstream';

export type ReachOptions = {
  readonly direction: Direction;
  /** Edges on the way; all where it is absent. */
  readonly depth?: number;
  /** Milliseconds since 1970: only what was stated then. */
  readonly at?: number;
  /** Edges that are gone along; all where it is absent. */
  readonly along?: (edge: LineageEdge) => boolean;
};

/** Nodes by distance, the start first; each but the start with the edge by which it was first met. */
export type Reached = {
  readonly nodes: readonly string[];
  /** Edges from the start, as many as nodes. */
  readonly depths: readonly number[];
  readonly cameBy: ReadonlyMap<string, LineageEdge>;
};

/** Edges of each node, one after the other in one array (compressed sparse rows). */
type Rows = { readonly starts: Uint32Array; readonly edges: Uint32Array };

/**
 * Lineage in memory: n nodes and m edges take some 16 n + 8 m bytes beside the
 * edges themselves, and every question O(n + m) at most. Cycles, which a
 * rewritten history can make, end no question and none is endless.
 */
export class LineageGraph {
  readonly #edges: readonly LineageEdge[];
  readonly #ids: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** Ends of each edge. */
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #rows: Readonly<Record<Direction, Rows>>;

  constructor(edges: readonly LineageEdge[]) {
    const numbers = new Map<string, number>();
    const numberOf = (id: string) => {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      numbers.set(id, numbers.size);
      return numbers.size - 1;
    };
    this.#edges = edges;
    this.#from = Uint32Array.from(edges, ({ from }) => numberOf(from));
    this.#to = Uint32Array.from(edges, ({ to }) => numberOf(to));
    this.#numbers = numbers;
    this.#ids = [...numbers.keys()];
    this.#rows = {
      downstream: rowsOf(this.#from, numbers.size),
      upstream: rowsOf(this.#to, numbers.size),
    };
  }

  /** Breadth first, so that each way found is a shortest one; a node that no edge names reaches itself. */
  reach(start: string, options: ReachOptions): Reached {
    const { direction, depth = Infinity } = options;
    const first = this.#numbers.get(start);
    const cameBy = new Map<string, LineageEdge>();
    if (first === undefined) return { nodes: [start], depths: [0], cameBy };
    const { starts, edges } = this.#rows[direction];
    const ends = direction === 'downstream' ? this.#to : this.#from;
    const seen = new Uint8Array(this.#ids.length);
    seen[first] = 1;
    const queue = [first];
    const depths = [0];
    for (let i = 0; i < queue.length && depths[i] < depth; i++) {
      const [begin, end] = [starts[queue[i]], starts[queue[i] + 1]];
      for (let k = begin; k < end; k++) {
        const next = ends[edges[k]];
        if (seen[next]) continue;
        const edge = this.#edges[edges[k]];
        if (!isStated(edge, options.at) || options.along?.(edge) === false)
          continue;
        seen[next] = 1;
        queue.push(next);
        depths.push(depths[i] + 1);
        cameBy.set(this.#ids[next], edge);
      }
    }
    return { nodes: queue.map(number => this.#ids[number]), depths, cameBy };
  }

  /** A shortest way downstream from one node to another; undefined where there is none. */
  path(
    from: string,
    to: string,
    options: Omit<ReachOptions, 'direction' | 'depth'> = {},
  ): LineageEdge[] | undefined {
    const reached = this.reach(from, { ...options, direction: 'downstream' });
    return from === to || reached.cameBy.has(to)
      ? wayTo(to, reached, 'downstream')
      : undefined;
  }
}

/** Edges from the start to a node that was reached, in that order. */
export function wayTo(
  node: string,
  { cameBy }: Reached,
  direction: Direction,
): LineageEdge[] {
  const way: LineageEdge[] = [];
  for (
    let edge = cameBy.get(node);
    edge;
    edge = cameBy.get(direction === 'downstream' ? edge.from : edge.to)
  )
    way.push(edge);
  return way.reverse();
}

function isStated({ since, until }: LineageEdge, at?: number): boolean {
  if (at === undefined) return until === undefined;
  return (since ?? -Infinity) <= at && at < (until ?? Infinity);
}

function rowsOf(ends: Uint32Array, nodes: number): Rows {
  const starts = new Uint32Array(nodes + 1);
  for (const node of ends) starts[node + 1]++;
  for (let i = 0; i < nodes; i++) starts[i + 1] += starts[i];
  const edges = new Uint32Array(ends.length);
  const next = starts.slice();
  ends.forEach((node, edge) => {
    edges[next[node]++] = edge;
  });
  return { starts, edges };
}
