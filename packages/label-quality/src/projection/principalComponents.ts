import { seededRandom } from '../seededRandom';

export type PrincipalComponents = {
  /** n x count coordinates, row-major. */
  readonly coordinates: Float64Array;
  /** Variance along each, the largest first. */
  readonly variances: Float64Array;
};

/** A direction has settled when 1 less the cosine of its last turn is below this. */
const SETTLED = 1e-9;
/** Directions of nearly the same variance never settle; a map of either is as good. */
const ITERATIONS_LIMIT = 100;
const SEED = 1;

/**
 * The directions in which rows differ most (Pearson 1901), by orthogonal
 * iteration on the rows themselves (Golub and Van Loan, 8.2.4): the matrix of
 * covariances is never made, so that thousands of columns cost time in
 * proportion. Each direction points to where its largest weight is positive.
 *
 * @param features - n x columns, row-major, finite
 * @throws RangeError where features are not whole rows
 */
export function principalComponents(
  features: Float64Array | Float32Array,
  columns: number,
  count = 2,
): PrincipalComponents {
  const n = features.length / columns;
  if (!Number.isInteger(n) || columns < 1)
    throw new RangeError(
      `${features.length} features do not make rows of ${columns}.`,
    );
  const means = meansOf(features, columns, n);
  const random = seededRandom(SEED);
  let basis = orthonormal(
    Float64Array.from({ length: columns * count }, () => random() - 0.5),
    columns,
  );
  for (let i = 0; i < ITERATIONS_LIMIT && n > 0; i++) {
    const next = orthonormal(
      multiplyByCovariance(features, means, basis, count),
      columns,
    );
    const moved = distance(basis, next, columns, count);
    basis = next;
    if (moved < SETTLED) break;
  }
  pointToPositive(basis, columns, count);
  const coordinates = project(features, means, basis, count);
  const variances = new Float64Array(count);
  coordinates.forEach((value, i) => {
    variances[i % count] += (value * value) / n;
  });
  return { coordinates, variances };
}

function meansOf(
  features: ArrayLike<number>,
  columns: number,
  n: number,
): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < features.length; i++) means[i % columns] += features[i];
  return means.map(sum => sum / Math.max(1, n));
}

/** n x count: rows less their mean, along each direction of a count x columns basis. */
function project(
  features: ArrayLike<number>,
  means: Float64Array,
  basis: Float64Array,
  count: number,
): Float64Array {
  const columns = means.length;
  const coordinates = new Float64Array((features.length / columns) * count);
  for (let at = 0, out = 0; at < features.length; at += columns) {
    for (let c = 0; c < count; c++, out++) {
      let sum = 0;
      for (let j = 0; j < columns; j++)
        sum += (features[at + j] - means[j]) * basis[c * columns + j];
      coordinates[out] = sum;
    }
  }
  return coordinates;
}

function multiplyByCovariance(
  features: ArrayLike<number>,
  means: Float64Array,
  basis: Float64Array,
  count: number,
): Float64Array {
  const columns = means.length;
  const coordinates = project(features, means, basis, count);
  const product = new Float64Array(count * columns);
  for (let at = 0, row = 0; at < features.length; at += columns, row++) {
    for (let c = 0; c < count; c++) {
      const coordinate = coordinates[row * count + c];
      for (let j = 0; j < columns; j++)
        product[c * columns + j] += coordinate * (features[at + j] - means[j]);
    }
  }
  return product;
}

/** Gram and Schmidt; a direction in which nothing differs is zero. */
function orthonormal(vectors: Float64Array, columns: number): Float64Array {
  const out = Float64Array.from(vectors);
  for (let at = 0; at < out.length; at += columns) {
    const vector = out.subarray(at, at + columns);
    const before = Math.sqrt(dot(vector, vector));
    for (let other = 0; other < at; other += columns) {
      const earlier = out.subarray(other, other + columns);
      const along = dot(vector, earlier);
      for (let j = 0; j < columns; j++) vector[j] -= along * earlier[j];
    }
    const length = Math.sqrt(dot(vector, vector));
    // What is left of a dependent vector is rounding.
    const isZero = length <= before * 1e-12;
    for (let j = 0; j < columns; j++)
      vector[j] = isZero ? 0 : vector[j] / length;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

/** The largest change of a direction, whichever way it points. */
function distance(
  a: Float64Array,
  b: Float64Array,
  columns: number,
  count: number,
): number {
  let most = 0;
  for (let c = 0; c < count; c++) {
    const [from, to] = [c * columns, (c + 1) * columns];
    const [before, after] = [a.subarray(from, to), b.subarray(from, to)];
    if (dot(after, after) === 0) continue;
    most = Math.max(most, 1 - Math.abs(dot(before, after)));
  }
  return most;
}

function pointToPositive(
  basis: Float64Array,
  columns: number,
  count: number,
): void {
  for (let c = 0; c < count; c++) {
    const direction = basis.subarray(c * columns, (c + 1) * columns);
    const largest = direction.reduce(
      (best, weight) => (Math.abs(weight) > Math.abs(best) ? weight : best),
      0,
    );
    if (largest >= 0) continue;
    for (let j = 0; j < columns; j++) direction[j] = -direction[j];
  }
}
