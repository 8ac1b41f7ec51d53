import { Z_95 } from '../wilson';

export const KAPPA_WEIGHTS = ['nominal', 'linear', 'quadratic'] as const;
/** How wrong a class is in place of another: equally, by distance, or by its square. */
export type KappaWeights = (typeof KAPPA_WEIGHTS)[number];

export type Kappa = {
  /** 1 for full agreement, 0 as by chance; NaN where both always give one class. */
  readonly kappa: number;
  /** 95 %, from the large-sample standard error. */
  readonly low: number;
  readonly high: number;
  /** Rows both labelled. */
  readonly n: number;
};

const DISAGREEMENT: Readonly<Record<KappaWeights, (apart: number) => number>> =
  {
    nominal: apart => (apart === 0 ? 0 : 1),
    linear: apart => Math.abs(apart),
    quadratic: apart => apart * apart,
  };

/**
 * Agreement of two annotators beyond chance (Cohen 1960, 1968), with the
 * standard error of Fleiss, Cohen and Everitt (1969, eq. 13). Falls towards 0
 * where nearly all rows are of one class, however well the two agree.
 *
 * @param first, second - their labels of the same n rows
 */
export function cohenKappa(
  first: Int32Array,
  second: Int32Array,
  weights: KappaWeights = 'nominal',
): Kappa {
  const n = first.length;
  const classes = [...new Set([...first, ...second])].sort((a, b) => a - b);
  const index = new Map(classes.map((label, i) => [label, i]));
  const d = classes.length;
  const [firstShares, secondShares] = [first, second].map(labels => {
    const shares = new Float64Array(d);
    for (const label of labels) shares[index.get(label)!] += 1 / n;
    return shares;
  });
  const apart = DISAGREEMENT[weights];
  // As agreements from 0 to 1; the classes furthest apart disagree fully.
  const largest = apart(classes[d - 1] - classes[0]);
  const agreement = (i: number, j: number) =>
    largest === 0 ? 1 : 1 - apart(classes[i] - classes[j]) / largest;
  const firstMeans = new Float64Array(d);
  const secondMeans = new Float64Array(d);
  let expected = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const weight = agreement(i, j);
      firstMeans[i] += weight * secondShares[j];
      secondMeans[j] += weight * firstShares[i];
      expected += weight * firstShares[i] * secondShares[j];
    }
  }
  let observed = 0;
  for (let t = 0; t < n; t++)
    observed += agreement(index.get(first[t])!, index.get(second[t])!) / n;
  const kappa = (observed - expected) / (1 - expected);
  let spread = 0;
  for (let t = 0; t < n; t++) {
    const [i, j] = [index.get(first[t])!, index.get(second[t])!];
    const residual =
      agreement(i, j) - (firstMeans[i] + secondMeans[j]) * (1 - kappa);
    spread += (residual * residual) / n;
  }
  const variance =
    (spread - (kappa - expected * (1 - kappa)) ** 2) /
    (n * (1 - expected) ** 2);
  return { kappa, n, ...around(kappa, Math.sqrt(Math.max(0, variance))) };
}

/** 95 % of a normal distribution, within what a coefficient can be. */
export function around(value: number, standardError: number) {
  return {
    low: Math.max(-1, value - Z_95 * standardError),
    high: Math.min(1, value + Z_95 * standardError),
  };
}
