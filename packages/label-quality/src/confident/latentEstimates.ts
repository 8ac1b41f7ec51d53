import { solve } from './solve';

/** How p(y) is estimated; names as in cleanlab. */
export const PRIOR_METHODS = ['cnt', 'eqn', 'marginal', 'marginal_ps'] as const;
export type PriorMethod = (typeof PRIOR_METHODS)[number];

export type LatentEstimates = {
  /** p(y): how the true classes are distributed. */
  readonly prior: Float64Array;
  /** p(given | true), classes x classes, given by true; columns sum to one. */
  readonly noise: Float64Array;
  /** p(true | given), classes x classes, true by given; columns sum to one. */
  readonly inverseNoise: Float64Array;
};

/** Nothing is divided by less. */
const TINY = 1e-100;
const LOWEST_PRIOR = 1e-6;
const LOWEST_CONVERGED_PRIOR = 1e-5;
const HIGHEST_NOISE = 0.9999;
/** Rounds of cleanlab's `converge_latent_estimates`. */
const NOISE_ROUNDS = 3;
const INVERSE_ROUNDS = 5;

type Known = {
  readonly given: Float64Array;
  readonly noise: Float64Array;
  readonly inverseNoise: Float64Array;
  readonly trueSums: Float64Array;
};

const PRIORS: Readonly<Record<PriorMethod, (known: Known) => Float64Array>> = {
  cnt: ({ given, noise, inverseNoise }) =>
    given.map(
      (share, j) =>
        (inverseNoise[j * given.length + j] /
          clipped(noise[j * given.length + j])) *
        share,
    ),
  eqn: ({ given, noise }) => solve(noise, given),
  marginal: ({ trueSums }) => {
    const total = clipped(trueSums.reduce((sum, count) => sum + count, 0));
    return trueSums.map(count => count / total);
  },
  marginal_ps: ({ given, inverseNoise }) =>
    given.map((_, y) =>
      given.reduce(
        (sum, share, s) => sum + inverseNoise[y * given.length + s] * share,
        0,
      ),
    ),
};

/**
 * What the joint says of the classes that nobody sees: the prior, the noise
 * matrix and its inverse (Northcutt, Jiang, Chuang 2021, section 3; as
 * cleanlab 2.9's `estimate_latent`).
 *
 * @param joint - classes x classes counts, given by likely true
 * @param labelCounts - rows with each given label
 * @param options.consistent - 'converged' makes the three agree by computing each from the others
 * @throws RangeError where 'eqn' meets a noise matrix that cannot be inverted
 */
export function latentEstimates(
  joint: Float64Array,
  labelCounts: Float64Array,
  options: {
    readonly priorMethod?: PriorMethod;
    readonly consistent?: 'as_counted' | 'converged';
  } = {},
): LatentEstimates {
  const k = labelCounts.length;
  const n = labelCounts.reduce((sum, count) => sum + count, 0);
  const given = labelCounts.map(count => count / n);
  const givenSums = new Float64Array(k);
  const trueSums = new Float64Array(k);
  for (let s = 0; s < k; s++) {
    for (let y = 0; y < k; y++) {
      givenSums[s] += joint[s * k + y];
      trueSums[y] += joint[s * k + y];
    }
  }
  let noise = square(k, (s, y) => joint[s * k + y] / clipped(trueSums[y]));
  let inverseNoise = square(
    k,
    (y, s) => joint[s * k + y] / clipped(givenSums[s]),
  );
  let prior = rescaled(
    PRIORS[options.priorMethod ?? 'cnt']({
      given,
      noise,
      inverseNoise,
      trueSums,
    }),
    LOWEST_PRIOR,
  );
  noise = columnsToOne(noise, k);
  inverseNoise = columnsToOne(inverseNoise, k);
  if (options.consistent === 'converged') {
    for (let round = 0; round < NOISE_ROUNDS; round++) {
      for (let i = 0; i < INVERSE_ROUNDS; i++) {
        inverseNoise = turned(noise, prior, given);
        prior = rescaled(
          PRIORS.cnt({ given, noise, inverseNoise, trueSums }),
          LOWEST_PRIOR,
        );
      }
      noise = turned(inverseNoise, given, prior);
    }
    prior = rescaled(prior, LOWEST_CONVERGED_PRIOR);
    noise = columnsToOne(noise, k);
    inverseNoise = columnsToOne(inverseNoise, k);
  }
  return { prior, noise, inverseNoise };
}

function clipped(value: number): number {
  return Math.max(value, TINY);
}

function square(
  k: number,
  cell: (row: number, column: number) => number,
): Float64Array {
  return Float64Array.from({ length: k * k }, (_, at) =>
    cell(Math.floor(at / k), at % k),
  );
}

/** Between `lowest` and one, and summing to one. */
function rescaled(values: Float64Array, lowest: number): Float64Array {
  const inside = values.map(value => Math.min(1, Math.max(lowest, value)));
  const sum = clipped(inside.reduce((total, value) => total + value, 0));
  return inside.map(value => value / sum);
}

/** Off the diagonal below one, and every column summing to one. */
function columnsToOne(matrix: Float64Array, k: number): Float64Array {
  const inside = square(k, (r, c) => {
    const value = matrix[r * k + c];
    return r === c ? value : Math.min(HIGHEST_NOISE, Math.max(0, value));
  });
  const sums = new Float64Array(k);
  inside.forEach((value, at) => {
    sums[at % k] += value;
  });
  return inside.map((value, at) => value / clipped(sums[at % k]));
}

/** Bayes: p(b | a) from p(a | b), with p(b) and p(a). */
function turned(
  conditional: Float64Array,
  ofCondition: Float64Array,
  ofOutcome: Float64Array,
): Float64Array {
  const k = ofCondition.length;
  return columnsToOne(
    square(
      k,
      (b, a) =>
        (conditional[a * k + b] * ofCondition[b]) / clipped(ofOutcome[a]),
    ),
    k,
  );
}
