import { type Found, type Near, Nearest, Within } from './Found';

/** Points that are looked at one by one: fewer, and more boxes are looked at than points. */
const LEAF_POINTS = 32;
/** So many coordinates are added up before it is seen whether a point is too far away already. */
const COLUMNS_AT_ONCE = 4;
const ROOT = 1;

/**
 * Points in boxes within boxes, each cut in half where its points lie widest
 * apart (Friedman, Bentley and Finkel 1977): a box whose nearest corner is too
 * far away is passed over with all that is in it. Exact; ties go by index. Of many
 * coordinates nearly every box is near, and it comes to comparing with each.
 */
export class PointTree {
  readonly #columns: number;
  /** In the order of the tree: the index of each point, and its coordinates. */
  readonly #rows: Int32Array;
  readonly #coordinates: Float64Array;
  /** Of each box, by its number: the least of each coordinate, then the largest. A box's halves are 2b and 2b + 1. */
  readonly #boxes: Float64Array;

  /**
   * @param points - rows x columns, row-major; finite
   * @param rows - indices of those that the tree holds
   */
  constructor(points: Float64Array, columns: number, rows: Int32Array) {
    this.#columns = columns;
    this.#rows = rows.slice();
    const leaves = Math.max(1, rows.length / LEAF_POINTS);
    this.#boxes = new Float64Array(
      2 ** (Math.ceil(Math.log2(leaves)) + 1) * columns * 2,
    );
    this.#build(points, ROOT, 0, rows.length);
    this.#coordinates = new Float64Array(rows.length * columns);
    this.#rows.forEach((row, at) =>
      this.#coordinates.set(
        points.subarray(row * columns, (row + 1) * columns),
        at * columns,
      ),
    );
  }

  get size(): number {
    return this.#rows.length;
  }

  /**
   * The k nearest to a point, nearest first; fewer where there are not so many.
   *
   * @param except - the index of one that does not count
   */
  nearest(point: Float64Array, k: number, except: number): readonly Near[] {
    if (k < 1) return [];
    const found = new Nearest(k, except);
    this.#descend(point, ROOT, 0, this.#rows.length, found);
    return found.list();
  }

  /** All at most so far away, nearest first. */
  within(point: Float64Array, limit: number, except: number): readonly Near[] {
    const found = new Within(limit, except);
    this.#descend(point, ROOT, 0, this.#rows.length, found);
    return found.list();
  }

  #build(points: Float64Array, box: number, from: number, to: number): void {
    const widest = this.#measure(points, box, from, to);
    if (to - from <= LEAF_POINTS) return;
    const middle = (from + to) >>> 1;
    this.#halve(points, widest, [from, middle, to - 1]);
    this.#build(points, 2 * box, from, middle);
    this.#build(points, 2 * box + 1, middle, to);
  }

  /** Writes the box of some points down; tells the coordinate they lie widest apart in. */
  #measure(
    points: Float64Array,
    box: number,
    from: number,
    to: number,
  ): number {
    const columns = this.#columns;
    const start = box * columns * 2;
    let widest = 0;
    let width = -1;
    for (let c = 0; c < columns; c++) {
      let least = Infinity;
      let most = -Infinity;
      for (let at = from; at < to; at++) {
        const value = points[this.#rows[at] * columns + c];
        if (value < least) least = value;
        if (value > most) most = value;
      }
      this.#boxes[start + c] = least;
      this.#boxes[start + columns + c] = most;
      if (most - least > width) {
        width = most - least;
        widest = c;
      }
    }
    return widest;
  }

  /** Puts the smaller half before the middle (Hoare 1961, "Find"). */
  #halve(
    points: Float64Array,
    column: number,
    [first, middle, last]: readonly [number, number, number],
  ): void {
    const rows = this.#rows;
    const valueAt = (at: number) => points[rows[at] * this.#columns + column];
    let [low, high] = [first, last];
    while (low < high) {
      const pivot = valueAt((low + high) >>> 1);
      let [i, j] = [low, high];
      while (i <= j) {
        while (valueAt(i) < pivot) i++;
        while (valueAt(j) > pivot) j--;
        if (i > j) break;
        [rows[i], rows[j]] = [rows[j], rows[i]];
        i++;
        j--;
      }
      if (middle <= j) high = j;
      else if (middle >= i) low = i;
      else return;
    }
  }

  #descend(
    point: Float64Array,
    box: number,
    from: number,
    to: number,
    found: Found,
  ): void {
    if (to - from <= LEAF_POINTS) {
      for (let at = from; at < to; at++) {
        const square = this.#squareTo(point, at, found.mostSquare);
        if (square <= found.mostSquare) found.take(this.#rows[at], square);
      }
      return;
    }
    const middle = (from + to) >>> 1;
    const [left, right] = [2 * box, 2 * box + 1];
    const toLeft = this.#squareToBox(point, left);
    const toRight = this.#squareToBox(point, right);
    const isLeftNearer = toLeft <= toRight;
    // The nearer first: what is found there rules more of the other out.
    if (isLeftNearer && toLeft <= found.mostSquare)
      this.#descend(point, left, from, middle, found);
    if (toRight <= found.mostSquare)
      this.#descend(point, right, middle, to, found);
    if (!isLeftNearer && toLeft <= found.mostSquare)
      this.#descend(point, left, from, middle, found);
  }

  /** The square of how far a point is away; where that is above the most, of only some coordinates. */
  #squareTo(point: Float64Array, at: number, most: number): number {
    const columns = this.#columns;
    const coordinates = this.#coordinates;
    const start = at * columns;
    let square = 0;
    for (let first = 0; first < columns; first += COLUMNS_AT_ONCE) {
      const end = Math.min(columns, first + COLUMNS_AT_ONCE);
      for (let c = first; c < end; c++) {
        const apart = point[c] - coordinates[start + c];
        square += apart * apart;
      }
      if (square > most) return square;
    }
    return square;
  }

  /** Added up in the order of `#squareTo`, so that by rounding, too, it is never above that of a point within. */
  #squareToBox(point: Float64Array, box: number): number {
    const columns = this.#columns;
    const boxes = this.#boxes;
    const start = box * columns * 2;
    let square = 0;
    for (let c = 0; c < columns; c++) {
      const value = point[c];
      const least = boxes[start + c];
      const most = boxes[start + columns + c];
      if (value < least) square += (least - value) * (least - value);
      else if (value > most) square += (value - most) * (value - most);
    }
    return square;
  }
}
