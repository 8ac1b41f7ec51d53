import { median } from '../median';

/** A residual counts so many times as much as a label. */
const RESIDUAL_SCALE = 5;
/** Neighbours are so large a share of all rows. */
const NEIGHBOUR_SHARE = 0.5;
/** Rows between two reports of progress. */
const REPORT_ROWS = 256;
/** Mean distances below this are rounding: the row lies among its equals. */
const SAME_PLACE = Math.sqrt(100 * Number.EPSILON);
const LEAST_SCALE = 100 * Number.EPSILON;
const TINY = 1e-100;

/**
 * OUTRE (Zhou, Pang, Mueller 2023): exp(-d / median d), where d is a row's mean
 * distance to the nearer half of all rows, itself included, in the plane of
 * its standardised label and five times its standardised residual. A row of
 * distance nothing scores 1.
 *
 * @param labels - n finite numbers
 * @param residuals - n finite numbers
 * @returns n scores
 */
export function outreScores(input: {
  readonly labels: Float64Array;
  readonly residuals: Float64Array;
  readonly onRows?: (rowsDone: number) => void;
}): Float64Array {
  const n = input.labels.length;
  const x = standardised(input.labels, 1);
  const y = standardised(input.residuals, RESIDUAL_SCALE);
  const neighbours = Math.ceil(NEIGHBOUR_SHARE * n);
  const distances = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      squares[j] = (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2;
    partition(squares, neighbours);
    let sum = 0;
    for (let j = 0; j < neighbours; j++) sum += Math.sqrt(squares[j]);
    distances[i] = sum / neighbours;
    if ((i + 1) % REPORT_ROWS === 0) input.onRows?.(i + 1);
  }
  const scale = Math.max(median(distances), LEAST_SCALE);
  return distances.map(distance =>
    distance < SAME_PLACE ? 1 : Math.exp(-distance / scale),
  );
}

function standardised(values: Float64Array, scale: number): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance) + TINY;
  return values.map(value => (scale * (value - mean)) / deviation);
}

/** Brings the `count` least values to the front, in any order (Hoare 1961, FIND). */
function partition(values: Float64Array, count: number): void {
  let low = 0;
  let high = values.length - 1;
  const last = count - 1;
  while (low < high) {
    const pivot = values[last];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (j < last) low = i;
    if (i > last) high = j;
  }
}
