import type { Direction } from './LineageGraph';

/** Edges as columns, one slot an edge; ends are numbers of nodes. */
export type EdgeColumns = {
  /** Of each edge, unique. */
  readonly number: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Of whatever list of kinds the caller keeps, at most 32. */
  readonly kind: Uint8Array;
  /** Milliseconds since 1970; -Infinity where it was always stated, Infinity where it still is. */
  readonly since: Float64Array;
  readonly until: Float64Array;
};

export type IndexedEdge = {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly since: number;
  readonly until: number;
};

export type WalkOptions = {
  readonly direction: Direction;
  /** Edges on the way; all where it is absent. */
  readonly depth?: number;
  /** Milliseconds since 1970; what is stated now where it is absent. */
  readonly at?: number;
  /** A bit for each kind that is gone along; all where it is absent. */
  readonly kinds?: number;
};

/** Nodes by distance, the starts first. */
export type Walked = {
  readonly nodes: Uint32Array;
  /** Edges from the nearest start. */
  readonly depths: Uint32Array;
  /** Number of the edge by which each was first met; 0 of the starts. */
  readonly cameBy: Uint32Array;
};

/**
 * Edges of each node, one after the other (compressed sparse rows). What a walk
 * asks of each stands in the same order, so that memory is read forwards.
 */
type Rows = {
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
  /** The other end of each. */
  readonly ends: Uint32Array;
  /** The kind of each, and `OPEN_BIT` where it is stated now. */
  readonly bits: Uint8Array;
};

const ALL_KINDS = 0xffffffff;
const NO_SLOT = 0xffffffff;
const KIND_BITS = 0b0001_1111;
const OPEN_BIT = 0b1000_0000;
/** Slots that are added at a time, beyond what is needed. */
const SPARE_SLOTS = 1_024;

/**
 * Lineage as packed numbers: m edges and n nodes take 47 m + 8 n bytes, a walk
 * O(n + m), and a change O(1) and the next walk O(n + m) more. Numbers of edges
 * are to be dense: what looks them up takes 4 bytes for each up to the highest.
 */
export class EdgeIndex {
  #columns: EdgeColumns;
  #count: number;
  #nodes = 0;
  #slots: Uint32Array | undefined;
  #rows: Partial<Record<Direction, Rows>> = {};

  /** @param columns - are taken over, not copied */
  constructor(columns: EdgeColumns = emptyColumns(0)) {
    this.#columns = columns;
    this.#count = columns.number.length;
    for (const ends of [columns.from, columns.to])
      for (const node of ends) if (node >= this.#nodes) this.#nodes = node + 1;
  }

  get size(): number {
    return this.#count;
  }

  /** Adds an edge, or puts it in the place of the one of its number. */
  put(edge: IndexedEdge): void {
    const slots = this.#slotsUpTo(edge.number);
    let slot = slots[edge.number];
    if (slot === NO_SLOT) {
      slot = this.#count++;
      this.#grow();
      slots[edge.number] = slot;
    }
    const { number, from, to, kind, since, until } = this.#columns;
    number[slot] = edge.number;
    from[slot] = edge.from;
    to[slot] = edge.to;
    kind[slot] = edge.kind;
    since[slot] = edge.since;
    until[slot] = edge.until;
    this.#nodes = Math.max(this.#nodes, edge.from + 1, edge.to + 1);
    this.#rows = {};
  }

  /** The last edge takes the slot of the one that goes. */
  remove(edgeNumber: number): void {
    const slots = this.#slotsUpTo(edgeNumber);
    const slot = slots[edgeNumber];
    if (slot === NO_SLOT) return;
    const last = --this.#count;
    for (const column of Object.values(this.#columns)) {
      const values: Uint32Array | Uint8Array | Float64Array = column;
      values[slot] = values[last];
    }
    slots[this.#columns.number[slot]] = slot;
    slots[edgeNumber] = NO_SLOT;
    this.#rows = {};
  }

  get(edgeNumber: number): IndexedEdge | undefined {
    const slot = this.#slotsUpTo(edgeNumber)[edgeNumber];
    return slot === NO_SLOT ? undefined : this.#edgeAt(slot);
  }

  /** Breadth first, so that each way found is a shortest one. Cycles end. */
  walk(starts: readonly number[], options: WalkOptions): Walked {
    const { direction, depth = Infinity, kinds = ALL_KINDS, at } = options;
    const { starts: begins, slots, ends, bits } = this.#rowsOf(direction);
    const { since, until, number } = this.#columns;
    const known = this.#nodes;
    const seen = new Uint8Array(known);
    const queue = new Uint32Array(known + starts.length);
    const depths = new Uint32Array(queue.length);
    const cameBy = new Uint32Array(queue.length);
    let found = 0;
    for (const start of new Set(starts)) {
      queue[found++] = start;
      if (start < known) seen[start] = 1;
    }
    for (let i = 0; i < found && depths[i] < depth; i++) {
      const node = queue[i];
      if (node >= known) continue;
      const last = begins[node + 1];
      for (let k = begins[node]; k < last; k++) {
        const next = ends[k];
        if (seen[next] || !((kinds >>> (bits[k] & KIND_BITS)) & 1)) continue;
        const slot = slots[k];
        const isStated =
          at === undefined
            ? bits[k] & OPEN_BIT
            : since[slot] <= at && at < until[slot];
        if (!isStated) continue;
        seen[next] = 1;
        queue[found] = next;
        depths[found] = depths[i] + 1;
        cameBy[found++] = number[slot];
      }
    }
    return {
      nodes: queue.subarray(0, found),
      depths: depths.subarray(0, found),
      cameBy: cameBy.subarray(0, found),
    };
  }

  /** Edges at a node, on one side of it. */
  edgesAt(node: number, direction: Direction): IndexedEdge[] {
    if (node >= this.#nodes) return [];
    const { starts, slots } = this.#rowsOf(direction);
    return Array.from(slots.subarray(starts[node], starts[node + 1]), slot =>
      this.#edgeAt(slot),
    );
  }

  /**
   * Hands over each edge that is stated at a time, without an object for each.
   *
   * @param at - milliseconds since 1970; now where it is absent
   */
  forEachStated(
    at: number | undefined,
    see: (from: number, to: number, kind: number, edgeNumber: number) => void,
  ): void {
    const { number, from, to, kind, since, until } = this.#columns;
    for (let slot = 0; slot < this.#count; slot++) {
      const isStated =
        at === undefined
          ? until[slot] === Infinity
          : since[slot] <= at && at < until[slot];
      if (isStated) see(from[slot], to[slot], kind[slot], number[slot]);
    }
  }

  *edges(): IterableIterator<IndexedEdge> {
    for (let slot = 0; slot < this.#count; slot++) yield this.#edgeAt(slot);
  }

  /** As it was given, and as it is now. */
  columns(): EdgeColumns {
    const { number, from, to, kind, since, until } = this.#columns;
    return {
      number: number.subarray(0, this.#count),
      from: from.subarray(0, this.#count),
      to: to.subarray(0, this.#count),
      kind: kind.subarray(0, this.#count),
      since: since.subarray(0, this.#count),
      until: until.subarray(0, this.#count),
    };
  }

  #edgeAt(slot: number): IndexedEdge {
    const { number, from, to, kind, since, until } = this.#columns;
    return {
      number: number[slot],
      from: from[slot],
      to: to[slot],
      kind: kind[slot],
      since: since[slot],
      until: until[slot],
    };
  }

  #rowsOf(direction: Direction): Rows {
    const known = this.#rows[direction];
    if (known) return known;
    const { from, to, kind, until } = this.#columns;
    const [near, far] = direction === 'downstream' ? [from, to] : [to, from];
    const count = this.#count;
    const starts = new Uint32Array(this.#nodes + 1);
    for (let slot = 0; slot < count; slot++) starts[near[slot] + 1]++;
    for (let node = 0; node < this.#nodes; node++)
      starts[node + 1] += starts[node];
    const slots = new Uint32Array(count);
    const ends = new Uint32Array(count);
    const bits = new Uint8Array(count);
    const next = starts.slice();
    for (let slot = 0; slot < count; slot++) {
      const place = next[near[slot]]++;
      slots[place] = slot;
      ends[place] = far[slot];
      bits[place] = kind[slot] | (until[slot] === Infinity ? OPEN_BIT : 0);
    }
    const rows = { starts, slots, ends, bits };
    this.#rows[direction] = rows;
    return rows;
  }

  #slotsUpTo(edgeNumber: number): Uint32Array {
    if (!this.#slots) {
      const { number } = this.#columns;
      let highest = edgeNumber;
      for (let i = 0; i < this.#count; i++)
        if (number[i] > highest) highest = number[i];
      this.#slots = new Uint32Array(highest + SPARE_SLOTS).fill(NO_SLOT);
      for (let i = 0; i < this.#count; i++) this.#slots[number[i]] = i;
    }
    if (edgeNumber >= this.#slots.length) {
      const larger = new Uint32Array(
        Math.max(edgeNumber + SPARE_SLOTS, this.#slots.length * 2),
      ).fill(NO_SLOT);
      larger.set(this.#slots);
      this.#slots = larger;
    }
    return this.#slots;
  }

  #grow(): void {
    if (this.#count <= this.#columns.number.length) return;
    const larger = emptyColumns(this.#count * 2 + SPARE_SLOTS);
    for (const name of Object.keys(larger) as (keyof EdgeColumns)[])
      larger[name].set(this.#columns[name]);
    this.#columns = larger;
  }
}

function emptyColumns(length: number): EdgeColumns {
  return {
    number: new Uint32Array(length),
    from: new Uint32Array(length),
    to: new Uint32Array(length),
    kind: new Uint8Array(length),
    since: new Float64Array(length),
    until: new Float64Array(length),
  };
}
