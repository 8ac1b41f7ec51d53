import { Z_95 } from '../wilson';
import { Decided, finiteProportion } from './finiteProportion';

export type NoiseRate = {
  /** Estimated share of wrong labels; NaN while nothing is decided. */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** Of the estimate, from the spread within strata; NaN where one has a single row decided. */
  readonly standardError: number;
  /** The same as numbers of rows. */
  readonly errors: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
  };
  readonly size: number;
  readonly decided: number;
  /** Share of rows in strata of which nothing is decided: the interval leaves all open there. */
  readonly unseen: number;
};

/**
 * The share of wrong labels from an audit sample. The estimate is Horvitz and
 * Thompson's (1952), each wrong row weighing as many rows as it stands for; with
 * strata that is the sum of their rates, each by its share of the rows. The
 * interval combines those of the strata (see `finiteProportion`) by the method of
 * variance estimates recovery (Zou and Donner 2008), which holds in small samples
 * and where a stratum shows no error at all. One stratum gives Wilson's interval.
 *
 * @param strata - of each what is decided, rows decided being a random part of it
 * @throws RangeError where counts are impossible, or there are no rows
 */
export function noiseRate(strata: readonly Decided[], z = Z_95): NoiseRate {
  strata.forEach(assertPossible);
  const size = strata.reduce((sum, each) => sum + each.size, 0);
  if (size === 0) throw new RangeError('There are no rows to say a rate of.');
  const known = strata.filter(each => each.decided > 0);
  let [rate, below, above, variance] = [0, 0, 0, 0];
  for (const stratum of known) {
    const share = stratum.size / size;
    const own = stratum.wrong / stratum.decided;
    const { low, high } = finiteProportion(stratum, z);
    rate += share * own;
    below += (share * (own - low)) ** 2;
    above += (share * (high - own)) ** 2;
    const finite = 1 - stratum.decided / stratum.size;
    if (finite > 0)
      variance +=
        (share * share * finite * own * (1 - own)) / (stratum.decided - 1);
  }
  const seen = known.reduce((sum, each) => sum + each.size, 0) / size;
  const low = Math.max(0, rate - Math.sqrt(below));
  const high = Math.min(1, rate + Math.sqrt(above) + (1 - seen));
  const estimate = rate / seen;
  return {
    rate: estimate,
    low,
    high,
    standardError: Math.sqrt(variance),
    errors: { value: estimate * size, low: low * size, high: high * size },
    size,
    decided: known.reduce((sum, each) => sum + each.decided, 0),
    unseen: 1 - seen,
  };
}

function assertPossible({ size, decided, wrong }: Decided): void {
  if (wrong < 0 || wrong > decided || decided > size)
    throw new RangeError(
      `${wrong} wrong of ${decided} decided of ${size} rows is impossible.`,
    );
}
