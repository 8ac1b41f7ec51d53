import { bestSplit, type Spread } from './bestSplit';
import type { ErrorTree, TreeFeature, TreeSplit } from './ErrorTree';

export type TreeQuestion = {
  readonly features: readonly TreeFeature[];
  /** n errors from 0 up: 0 or 1, or a loss. */
  readonly errors: Float64Array;
  /** Most splits from the root to a leaf. Default 3. */
  readonly maxDepth?: number;
  /** Fewest rows of a group. Default 20. */
  readonly minLeaf?: number;
};

const DEFAULT_DEPTH = 3;
/** As the Responsible AI toolbox has it. */
const DEFAULT_LEAF = 20;

/**
 * Where errors gather: a regression tree of the error (CART, Breiman et al.
 * 1984), each split that which takes most from the squared spread of the error
 * inside of the groups; of errors that are 0 or 1 the same as the Gini index.
 * Numbers are cut half-way between two values, categories are parted in two
 * sets. Of equal splits the first feature and the lowest cut is taken.
 *
 * Grows level by level in O(depth x features x n) after one sort a feature.
 *
 * @throws RangeError for columns that do not fit together, errors below 0, or a depth or leaf that cannot be
 */
export function growTree(question: TreeQuestion): ErrorTree {
  const {
    features,
    errors,
    maxDepth = DEFAULT_DEPTH,
    minLeaf = DEFAULT_LEAF,
  } = checked(question);
  const n = errors.length;
  const all = Int32Array.from({ length: n }, (_, row) => row);
  const whole = spreadOf(errors, all);
  const side = new Uint8Array(n);

  const grow = (
    rows: Int32Array,
    sorted: readonly Int32Array[],
    depth: number,
  ): ErrorTree => {
    const own = spreadOf(errors, rows);
    const leaf = {
      rows,
      sumError: own.sum,
      sumSquares: own.squares,
      coverage: whole.sum === 0 ? 0 : own.sum / whole.sum,
      children: [],
    };
    const split =
      depth < maxDepth && rows.length >= 2 * minLeaf
        ? bestSplit({ features, errors, rows, sorted, own, minLeaf })
        : undefined;
    if (!split) return leaf;
    const isFirst = sideTest(features[split.feature], split);
    for (const row of rows) side[row] = isFirst(row) ? 1 : 0;
    // Told before the first child is grown, which tells its own rows' sides.
    const parts = [1, 0].map(which => {
      const belongs = (row: number) => side[row] === which;
      return {
        rows: rows.filter(belongs),
        sorted: sorted.map(order => order.filter(belongs)),
      };
    });
    return {
      ...leaf,
      split,
      children: parts.map(part => grow(part.rows, part.sorted, depth + 1)),
    };
  };
  return grow(all, features.map(sortedRows), 0);
}

/** Rows that have a number, from the lowest up. */
function sortedRows(feature: TreeFeature): Int32Array {
  if (feature.kind === 'category') return new Int32Array(0);
  const { values } = feature;
  const present: number[] = [];
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row])) present.push(row);
  return Int32Array.from(present).sort((a, b) => values[a] - values[b]);
}

function sideTest(
  feature: TreeFeature,
  split: TreeSplit,
): (row: number) => boolean {
  const missing = split.missing === 'first';
  if (feature.kind === 'number' && split.kind === 'number') {
    const { values } = feature;
    return row =>
      Number.isNaN(values[row]) ? missing : values[row] <= split.atMost;
  }
  const first = new Set(split.kind === 'category' ? split.codes : []);
  const { codes } = feature as Extract<TreeFeature, { kind: 'category' }>;
  return row => (codes[row] < 0 ? missing : first.has(codes[row]));
}

function spreadOf(errors: Float64Array, rows: Int32Array): Spread {
  let sum = 0;
  let squares = 0;
  for (const row of rows) {
    sum += errors[row];
    squares += errors[row] ** 2;
  }
  return { rows: rows.length, sum, squares };
}

function checked(question: TreeQuestion): TreeQuestion {
  const { features, errors, maxDepth, minLeaf } = question;
  for (const [name, value] of Object.entries({ maxDepth, minLeaf }))
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new RangeError(`${name} is ${value}; give a whole number from 1.`);
  features.forEach((feature, f) => {
    const { length } =
      feature.kind === 'number' ? feature.values : feature.codes;
    if (length !== errors.length)
      throw new RangeError(
        `Feature ${f} has ${length} rows; there are ${errors.length} errors.`,
      );
  });
  errors.forEach((error, row) => {
    if (!(error >= 0) || error === Infinity)
      throw new RangeError(
        `Row ${row} has error ${error}; errors are numbers from 0 up.`,
      );
  });
  return question;
}
