import { Z_95 } from '../wilson';
import { alikeStrata } from './alikeStrata';
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
 * and where a stratum shows no error at all; strata that were drawn alike are one
 * there (see `alikeStrata`). One stratum gives Wilson's interval.
 *
 * @param strata - of each what is decided, rows decided being a random part of it
 * @throws RangeError where counts are impossible, or there are no rows
 */
export function noiseRate(strata: readonly Decided[], z = Z_95): NoiseRate {
  strata.forEach(assertPossible);
  const size = strata.reduce((sum, each) => sum + each.size, 0);
  if (size === 0) throw new RangeError('There are no rows to say a rate of.');
  const known = strata.filter(each => each.decided > 0);
  let [rate, below, above] = [0, 0, 0];
  for (const group of alikeStrata(known)) {
    const whole = asOne(group.map(h => known[h]));
    const share = whole.size / size;
    const own = whole.wrong / whole.decided;
    const { low, high } = finiteProportion(whole, z);
    rate += share * own;
    below += (share * (own - low)) ** 2;
    above += (share * (high - own)) ** 2;
  }
  const seen = known.reduce((sum, each) => sum + each.size, 0) / size;
  const low = Math.max(0, rate - Math.sqrt(below));
  const high = Math.min(1, rate + Math.sqrt(above) + (1 - seen));
  const estimate = rate / seen;
  return {
    rate: estimate,
    low,
    high,
    standardError: Math.sqrt(
      known.reduce((sum, each) => sum + varianceOf(each, size), 0),
    ),
    errors: { value: estimate * size, low: low * size, high: high * size },
    size,
    decided: known.reduce((sum, each) => sum + each.decided, 0),
    unseen: 1 - seen,
  };
}

/** Strata as one that has their estimated rate. */
function asOne(strata: readonly Decided[]): Decided {
  if (strata.length === 1) return strata[0];
  const size = strata.reduce((sum, each) => sum + each.size, 0);
  const decided = strata.reduce((sum, each) => sum + each.decided, 0);
  const errors = strata.reduce(
    (sum, each) => sum + (each.size * each.wrong) / each.decided,
    0,
  );
  return { size, decided, wrong: (decided * errors) / size };
}

/** What a stratum adds to the variance of the rate of so many rows. */
function varianceOf({ size, decided, wrong }: Decided, all: number): number {
  const own = wrong / decided;
  const finite = 1 - decided / size;
  return finite > 0
    ? ((size / all) ** 2 * finite * own * (1 - own)) / (decided - 1)
    : 0;
}

function assertPossible({ size, decided, wrong }: Decided): void {
  if (wrong < 0 || wrong > decided || decided > size)
    throw new RangeError(
      `${wrong} wrong of ${decided} decided of ${size} rows is impossible.`,
    );
}
