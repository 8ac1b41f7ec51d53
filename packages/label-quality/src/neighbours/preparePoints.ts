import { LANES, PANEL_ROWS } from './dotTile';
import { groupEqualRows } from './groupEqualRows';

export const METRICS = ['cosine', 'euclidean'] as const;
export type Metric = (typeof METRICS)[number];

/** Rows of features, made ready to be searched. All arrays may be shared between threads. */
export type Points = {
  readonly metric: Metric;
  readonly rows: number;
  /** Values in a row. */
  readonly columns: number;
  /** The same, rounded up to whole registers. */
  readonly width: number;
  /** Different contents; rows that are equal in every value are one. */
  readonly contents: number;
  /** The content of each row. */
  readonly contentOf: Int32Array;
  /** The position of each row in the order of keys: ties go to the lower. */
  readonly order: Int32Array;
  /** The least of these among the rows of each content. */
  readonly contentOrder: Int32Array;
  /** contents x columns; of unit length (or all zero) where the metric is cosine. */
  readonly coordinates: Float64Array;
  /** The content that is all zeros where the metric is cosine, else -1. */
  readonly directionless: number;
  /** The coordinates less their mean, as 16-bit integers in panels (see `createDotTile`). */
  readonly panels: Int16Array;
  /** Squared length of each content less the mean, rounded down. */
  readonly squares: Float64Array;
  /** What a unit of each content's integers is worth, times the square root of two. */
  readonly steps: Float64Array;
  /** No product of integers is further than this from what it stands for. */
  readonly slack: number;
};

/** With more columns than this rows are compared by their angle (as cleanlab). */
const MOST_EUCLIDEAN_COLUMNS = 3;
/** The length of a row in integers: its square, and so every product, fits 31 bits. */
const INTEGER_LENGTH = 32767;
/** Rows much closer to the mean than the furthest share its grid, lest theirs be infinitely fine. */
const LEAST_RELATIVE_LENGTH = 1e-6;
/** More than double precision loses in a sum of squares. */
const ROUNDING = 1e-11;

/** cleanlab's choice: the cosine distance where there are more than three columns. */
export function defaultMetric(columns: number): Metric {
  return columns > MOST_EUCLIDEAN_COLUMNS ? 'cosine' : 'euclidean';
}

/**
 * Reads n x d features for a search of neighbours.
 *
 * @param question.features - n x d, row-major
 * @param question.order - the position of each row in the order of keys; by index where absent
 * @param question.allocate - gives memory that threads share, where they are to
 * @throws RangeError naming row and column of a value that is no finite number
 */
export function preparePoints(question: {
  readonly features: Float64Array | Float32Array;
  readonly columns: number;
  readonly metric?: Metric;
  readonly order?: Int32Array;
  readonly allocate?: (bytes: number) => ArrayBufferLike;
}): Points {
  const {
    features,
    columns,
    metric = defaultMetric(columns),
    allocate = bytes => new ArrayBuffer(bytes),
  } = question;
  const rows = assertFeatures(features, columns);
  const order =
    question.order ?? Int32Array.from({ length: rows }, (_, i) => i);
  if (order.length !== rows)
    throw new RangeError(`There are ${order.length} keys for ${rows} rows.`);
  const { groupOf, firstRows } = groupEqualRows(features, columns);
  const contents = firstRows.length;
  const floats = (length: number) => new Float64Array(allocate(length * 8));

  const contentOf = new Int32Array(allocate(rows * 4));
  contentOf.set(groupOf);
  const contentOrder = new Int32Array(allocate(contents * 4)).fill(rows);
  groupOf.forEach((content, row) => {
    contentOrder[content] = Math.min(contentOrder[content], order[row]);
  });
  const coordinates = floats(contents * columns);
  let directionless = -1;
  firstRows.forEach((row, content) => {
    const values = coordinates.subarray(
      content * columns,
      (content + 1) * columns,
    );
    values.set(features.subarray(row * columns, (row + 1) * columns));
    if (metric === 'cosine' && !scaleToUnit(values, row))
      directionless = content;
  });
  const sharedOrder = new Int32Array(allocate(rows * 4));
  sharedOrder.set(order);
  return {
    ...{ metric, rows, columns, contents, contentOf, contentOrder },
    ...{ order: sharedOrder, coordinates, directionless },
    ...toIntegers(coordinates, contents, columns, allocate),
  };
}

function assertFeatures(
  features: Float64Array | Float32Array,
  columns: number,
): number {
  const rows = features.length / columns;
  if (!Number.isInteger(rows) || columns < 1)
    throw new RangeError(
      `${features.length} features do not make rows of ${columns}.`,
    );
  if (rows < 2)
    throw new RangeError(`There are ${rows} rows; neighbours need two.`);
  const bad = features.findIndex(value => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `Row ${Math.floor(bad / columns)}, column ${bad % columns}: ${
        features[bad]
      } is no finite number. Fill the gap or leave the row out.`,
    );
  return rows;
}

/** Tells whether there was a length to scale. */
function scaleToUnit(values: Float64Array, row: number): boolean {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return false;
  // Against overflow; by a power of two, which changes no digit.
  const scale = 2 ** -Math.floor(Math.log2(largest));
  if (!Number.isFinite(scale))
    throw new RangeError(
      `Row ${row} holds only values nearer to zero than a direction can be told from. Scale the features.`,
    );
  let square = 0;
  for (const value of values) square += (value * scale) ** 2;
  const length = Math.sqrt(square);
  for (let c = 0; c < values.length; c++)
    values[c] = (values[c] * scale) / length;
  return true;
}

/**
 * Rounds points to integers of equal length, and finds how much that may move
 * a product of two: by Cauchy and Schwarz, of unit vectors at most
 * 2r + r^2, where r is the largest part that rounding moves one by. Less their
 * mean, since distances do not change by it and what is left is smaller.
 */
function toIntegers(
  coordinates: Float64Array,
  contents: number,
  columns: number,
  allocate: (bytes: number) => ArrayBufferLike,
): Pick<Points, 'width' | 'panels' | 'squares' | 'steps' | 'slack'> {
  const width = Math.ceil(columns / LANES) * LANES;
  const mean = new Float64Array(columns);
  for (let i = 0, c = 0; i < coordinates.length; i++) {
    mean[c] += coordinates[i] / contents;
    c = c + 1 === columns ? 0 : c + 1;
  }
  const squares = new Float64Array(allocate(contents * 8));
  let furthest = 0;
  for (let i = 0; i < contents; i++) {
    let square = 0;
    for (let c = 0; c < columns; c++)
      square += (coordinates[i * columns + c] - mean[c]) ** 2;
    if (!Number.isFinite(square))
      throw new RangeError(
        'The features are so large that their squares overflow. Scale them.',
      );
    squares[i] = square * (1 - ROUNDING);
    furthest = Math.max(furthest, Math.sqrt(square));
  }
  const panelRows = Math.ceil(contents / PANEL_ROWS) * PANEL_ROWS;
  const panels = new Int16Array(allocate(panelRows * width * 2));
  const steps = new Float64Array(allocate(contents * 8));
  let worst = 0;
  for (let i = 0; i < contents; i++) {
    const length = Math.max(
      Math.sqrt(squares[i]) * (1 + ROUNDING),
      furthest * LEAST_RELATIVE_LENGTH,
    );
    if (length === 0) continue;
    const unit = length / INTEGER_LENGTH;
    let missed = 0;
    const panel = Math.floor(i / PANEL_ROWS) * PANEL_ROWS * width;
    for (let c = 0; c < columns; c++) {
      const value = coordinates[i * columns + c] - mean[c];
      const rounded = Math.round(value / unit);
      missed += (value - rounded * unit) ** 2;
      const group = Math.floor(c / LANES) * PANEL_ROWS + (i % PANEL_ROWS);
      panels[panel + group * LANES + (c % LANES)] = rounded;
    }
    worst = Math.max(worst, Math.sqrt(missed) / length);
    steps[i] = unit * Math.SQRT2;
  }
  const moved = worst * (1 + ROUNDING) + ROUNDING;
  return {
    ...{ width, panels, squares, steps },
    slack: INTEGER_LENGTH ** 2 * (2 * moved + moved ** 2),
  };
}
