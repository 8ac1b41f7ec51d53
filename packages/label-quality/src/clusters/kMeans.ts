import { seededRandom } from '../seededRandom';
import { Centres } from './Centres';

/** Centres move no more long before; a few that go back and forth by rounding are stopped. */
const ITERATIONS_LIMIT = 30;
const DEFAULT_SEED = 1;

export type KMeansQuestion = {
  /** rows x columns, row-major, in the order of the rows' keys: ties go to the first. */
  readonly values: Float32Array | Float64Array;
  readonly columns: number;
  /** Clusters wanted; fewer are made of fewer different rows. */
  readonly k: number;
  readonly seed?: number;
};

/**
 * Centres of clusters by Lloyd's iteration (1982) from seeds drawn by k-means++
 * (Arthur and Vassilvitskii 2007): each next seed with a chance in proportion to
 * its squared distance from those drawn. The same for the same rows in the same
 * order. A centre that no row is nearest to moves to the row furthest from its own.
 *
 * @throws RangeError where values are not whole rows, or are not finite
 */
export function kMeans(question: KMeansQuestion): Centres {
  const rows = rowsOf(question);
  let centres = seeds(question, rows);
  let before = new Int32Array(rows).fill(-1);
  for (let i = 0; i < ITERATIONS_LIMIT; i++) {
    const { nearest, squared } = assign(question, rows, centres);
    if (isSame(nearest, before)) break;
    before = nearest;
    centres = means(question, rows, centres.count, nearest, squared);
  }
  return centres;
}

function isSame(nearest: Int32Array, before: Int32Array): boolean {
  return nearest.every((centre, row) => centre === before[row]);
}

function rowsOf({ values, columns, k }: KMeansQuestion): number {
  const rows = values.length / columns;
  if (!Number.isInteger(rows) || columns < 1)
    throw new RangeError(
      `${values.length} values do not make rows of ${columns}.`,
    );
  if (!(Number.isInteger(k) && k >= 1 && rows >= 1))
    throw new RangeError(
      `${rows} rows cannot be divided into ${k} clusters. Give a row and ask for a cluster at least.`,
    );
  const bad = values.findIndex(value => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `Row ${Math.floor(bad / columns)}, column ${bad % columns}: ${
        values[bad]
      } is no finite number. Fill the gap or leave the row out.`,
    );
  return rows;
}

/** Fewer than k where there are fewer different rows. */
function seeds(question: KMeansQuestion, rows: number): Centres {
  const { k, columns, seed = DEFAULT_SEED } = question;
  const random = seededRandom(seed);
  const drawn = [Math.floor(random() * rows)];
  const apart = new Float64Array(rows).fill(Infinity);
  while (drawn.length < k) {
    const last = Centres.of([rowOf(question, drawn.at(-1)!)], columns);
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const { squared } = last.nearest(rowOf(question, row));
      apart[row] = Math.min(apart[row], squared);
      sum += apart[row];
    }
    if (sum === 0) break;
    let left = random() * sum;
    let next = apart.findLastIndex(squared => squared > 0);
    for (let row = 0; row < next; row++) {
      left -= apart[row];
      if (left < 0) {
        next = row;
        break;
      }
    }
    drawn.push(next);
  }
  return Centres.of(
    drawn.map(row => rowOf(question, row)),
    columns,
  );
}

function assign(question: KMeansQuestion, rows: number, centres: Centres) {
  const nearest = new Int32Array(rows);
  const squared = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const found = centres.nearest(rowOf(question, row));
    nearest[row] = found.centre;
    squared[row] = found.squared;
  }
  return { nearest, squared };
}

function means(
  question: KMeansQuestion,
  rows: number,
  k: number,
  nearest: Int32Array,
  squared: Float64Array,
): Centres {
  const { columns } = question;
  const sums = Array.from({ length: k }, () => new Float64Array(columns));
  const sizes = new Int32Array(k);
  for (let row = 0; row < rows; row++) {
    const values = rowOf(question, row);
    const sum = sums[nearest[row]];
    for (let c = 0; c < columns; c++) sum[c] += values[c];
    sizes[nearest[row]]++;
  }
  const taken = new Set<number>();
  return Centres.of(
    sums.map((sum, centre) => {
      if (sizes[centre] > 0) return sum.map(value => value / sizes[centre]);
      const row = furthest(squared, taken);
      taken.add(row);
      return Float64Array.from(rowOf(question, row));
    }),
    columns,
  );
}

function furthest(squared: Float64Array, taken: ReadonlySet<number>): number {
  let found = 0;
  squared.forEach((distance, row) => {
    if (!taken.has(row) && distance > squared[found]) found = row;
  });
  return found;
}

function rowOf({ values, columns }: KMeansQuestion, row: number) {
  return values.subarray(row * columns, (row + 1) * columns);
}
