import { createDotTile, DotTile, PANEL_ROWS } from './dotTile';
import type { Points } from './preparePoints';

/** Two blocks of contents whose pairs are compared: the unit of work that is shared out. */
export type Tile = { readonly first: number; readonly second: number };

/** The nearest contents of each content: contents x k, nearest first. */
export type NearestContents = {
  readonly k: number;
  /** -1 where there are no more. */
  readonly ids: Int32Array;
  /** Squared distances between the points. */
  readonly squaredDistances: Float64Array;
};

/** Two blocks and their products stay in a core's second cache. */
const BLOCK_BYTES = 128 * 1024;
const MOST_BLOCK_ROWS = 256;
/** Candidates wait in so many places for each neighbour sought, and are measured together. */
const PLACES_PER_NEIGHBOUR = 3;
/** A squared distance is off by less than this part from rounding. */
const ROUNDING = 1e-9;

/** @returns rows in a block, a multiple of a panel */
function blockRowsOf({ width, contents }: Points): number {
  const rows = Math.min(
    MOST_BLOCK_ROWS,
    Math.floor(BLOCK_BYTES / (2 * width)),
    contents + PANEL_ROWS - 1,
  );
  return Math.max(PANEL_ROWS, rows - (rows % PANEL_ROWS));
}

/** All tiles of a search; their order does not matter to what is found. */
export function tilesOf(points: Points): Tile[] {
  const blocks = Math.ceil(points.contents / blockRowsOf(points));
  const tiles: Tile[] = [];
  // Along diagonals, so that shards that take every second tile do equal work.
  for (let apart = 0; apart < blocks; apart++) {
    for (let first = 0; first + apart < blocks; first++)
      tiles.push({ first, second: first + apart });
  }
  return tiles;
}

/**
 * The k nearest other contents of each content over the tiles that were added:
 * exact, as found by comparing all pairs in double precision. Pairs are screened
 * by products of integers first, and a pair is dropped only where these prove
 * that it is too far apart.
 */
export class NeighbourAccumulator {
  readonly #points: Points;
  readonly #k: number;
  readonly #places: number;
  readonly #blockRows: number;
  readonly #tile: DotTile;
  /** contents x places: the settled ones, nearest first, then those that wait. */
  readonly #ids: Int32Array;
  /** Squared; of those that wait the least it can be. */
  readonly #distances: Float64Array;
  readonly #settled: Int32Array;
  readonly #taken: Int32Array;
  /** What is further away than this is none of the k nearest. */
  readonly #limits: Float64Array;

  /** @param k - neighbours of each content, at least one */
  constructor(points: Points, k: number) {
    if (!(Number.isInteger(k) && k >= 1))
      throw new RangeError(
        `${k} neighbours cannot be sought; name one or more.`,
      );
    this.#points = points;
    this.#k = Math.min(k, Math.max(1, points.contents - 1));
    this.#places = this.#k * (1 + PLACES_PER_NEIGHBOUR);
    this.#blockRows = blockRowsOf(points);
    this.#tile = createDotTile(this.#blockRows, points.width);
    this.#ids = new Int32Array(points.contents * this.#places);
    this.#distances = new Float64Array(points.contents * this.#places);
    this.#settled = new Int32Array(points.contents);
    this.#taken = new Int32Array(points.contents);
    this.#limits = new Float64Array(points.contents).fill(Infinity);
  }

  addTile({ first, second }: Tile): void {
    const { contents, squares, steps, slack } = this.#points;
    const { products } = this.#tile;
    const [fromA, toA] = this.#load(first, this.#tile.first);
    const [fromB, toB] = this.#load(second, this.#tile.second);
    this.#tile.multiply(toA - fromA, toB - fromB);
    const limits = this.#limits;
    for (let a = fromA; a < Math.min(toA, contents); a++) {
      const start = first === second ? a + 1 : fromB;
      const at = (a - fromA) * this.#blockRows - fromB;
      const square = squares[a];
      const step = steps[a];
      for (let b = start; b < toB; b++) {
        const least =
          square + squares[b] - step * steps[b] * (products[at + b] + slack);
        if (least <= limits[a]) this.#take(a, b, least);
        if (least <= limits[b]) this.#take(b, a, least);
      }
    }
  }

  /** Adds what another found over other tiles of the same points. */
  merge(other: NearestContents): void {
    for (let content = 0; content < this.#points.contents; content++) {
      for (let i = content * other.k; i < (content + 1) * other.k; i++) {
        if (other.ids[i] < 0) break;
        this.#take(content, other.ids[i], 0);
      }
    }
  }

  finish(): NearestContents {
    const { contents } = this.#points;
    const k = this.#k;
    const ids = new Int32Array(contents * k).fill(-1);
    const squaredDistances = new Float64Array(contents * k).fill(Infinity);
    for (let content = 0; content < contents; content++) {
      this.#settle(content);
      const from = content * this.#places;
      const to = from + this.#settled[content];
      ids.set(this.#ids.subarray(from, to), content * k);
      squaredDistances.set(this.#distances.subarray(from, to), content * k);
    }
    return { k, ids, squaredDistances };
  }

  /** Copies a block's panels; tells its rows. */
  #load(block: number, into: Int16Array): [from: number, to: number] {
    const { panels, width, contents } = this.#points;
    const from = block * this.#blockRows;
    into.set(panels.subarray(from * width, (from + this.#blockRows) * width));
    return [from, Math.min(contents, from + this.#blockRows)];
  }

  /** @param least - the squared distance is not below this */
  #take(content: number, other: number, least: number): void {
    const place = content * this.#places + this.#taken[content]++;
    this.#ids[place] = other;
    this.#distances[place] = least;
    if (this.#taken[content] === this.#places) this.#settle(content);
  }

  /** Measures those that wait, and keeps the k nearest; ties by the order of keys. */
  #settle(content: number): void {
    const { contentOrder } = this.#points;
    const from = content * this.#places;
    const ids = this.#ids;
    const distances = this.#distances;
    const end = from + this.#taken[content];
    let kept = from + this.#settled[content];
    for (let i = kept; i < end; i++) {
      if (distances[i] > this.#limits[content]) continue;
      const id = ids[i];
      const distance = squaredDistance(this.#points, content, id);
      const isNearer = (place: number) =>
        distance < distances[place] ||
        (distance === distances[place] &&
          contentOrder[id] < contentOrder[ids[place]]);
      if (kept === from + this.#k) {
        if (!isNearer(kept - 1)) continue;
        kept--;
      }
      let place = kept++;
      for (; place > from && isNearer(place - 1); place--) {
        ids[place] = ids[place - 1];
        distances[place] = distances[place - 1];
      }
      ids[place] = id;
      distances[place] = distance;
      if (kept === from + this.#k)
        this.#limits[content] = distances[kept - 1] * (1 + ROUNDING);
    }
    this.#settled[content] = kept - from;
    this.#taken[content] = kept - from;
  }
}

/** A row of zeros has no direction: it is as far from every other as a right angle. */
const RIGHT_ANGLE = 2;

/** The same whichever of the two comes first. */
function squaredDistance(points: Points, a: number, b: number): number {
  const { coordinates, columns, directionless } = points;
  if (a === directionless || b === directionless) return RIGHT_ANGLE;
  let sum = 0;
  for (let i = a * columns, j = b * columns, c = 0; c < columns; c++) {
    const difference = coordinates[i++] - coordinates[j++];
    sum += difference * difference;
  }
  return sum;
}
