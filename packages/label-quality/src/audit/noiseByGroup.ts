import { normalBelow } from '../checks/normalBelow';
import { discoveryRates } from '../discoveryRates';
import type { Decided } from './finiteProportion';
import { lowestWhere } from './lowestWhere';
import { NoiseRate, noiseRate } from './noiseRate';

/** A class, slice, annotator, source or commit, and its rows in each stratum. */
export type AuditedGroup = {
  readonly name: string;
  /** Aligned with the strata of the whole: what is decided of the group's rows in it. */
  readonly strata: readonly Decided[];
};

export type GroupNoise = {
  readonly name: string;
  /** Intervals hold for all groups at once. */
  readonly noise: NoiseRate;
  /** How likely rates so far from the other rows' are where there is no difference. */
  readonly pValue: number;
  /** The false discovery rate at which the group is just called different. */
  readonly qValue: number;
};

const CONFIDENCE = 0.95;
/** Beyond it no difference is told from certainty. */
const Z_LIMIT = 8;

/**
 * The share of wrong labels by class, slice, annotator, source or commit. Within
 * a stratum the decided rows of a group are a random sample of its rows, so that
 * each group is estimated as the whole is. Intervals are widened so that all hold
 * at once (Sidak 1967). The p value of a group is the level at which the interval
 * of its difference from the other rows (Zou and Donner 2008) reaches 0; q values
 * are Benjamini and Hochberg's (1995).
 *
 * @param whole - what is decided of each stratum
 * @throws RangeError where a group has more rows than its stratum
 */
export function noiseByGroup(
  whole: readonly Decided[],
  groups: readonly AuditedGroup[],
): GroupNoise[] {
  const confidence = CONFIDENCE ** (1 / Math.max(1, groups.length));
  const z = lowestWhere(
    0,
    Z_LIMIT,
    value => 2 * normalBelow(value) - 1 >= confidence,
  );
  const pValues = groups.map(group => differenceFrom(whole, group));
  const qValues = discoveryRates(pValues);
  return groups.map(({ name, strata }, i) => ({
    name,
    noise: noiseRate(strata, z),
    pValue: pValues[i],
    qValue: qValues[i],
  }));
}

function differenceFrom(
  whole: readonly Decided[],
  { name, strata }: AuditedGroup,
): number {
  if (strata.length !== whole.length)
    throw new RangeError(
      `Group ${name} has ${strata.length} strata, the whole ${whole.length}.`,
    );
  const others = whole.map((stratum, h) => ({
    size: stratum.size - strata[h].size,
    decided: stratum.decided - strata[h].decided,
    wrong: stratum.wrong - strata[h].wrong,
  }));
  if (others.every(({ size }) => size === 0)) return 1;
  const [own, rest] = [strata, others].map(each => noiseRate(each));
  if (!(Math.abs(own.rate - rest.rate) > 0)) return 1;
  const [upper, lower] =
    own.rate > rest.rate ? [strata, others] : [others, strata];
  const reached = lowestWhere(0, Z_LIMIT, z => {
    const [above, below] = [noiseRate(upper, z), noiseRate(lower, z)];
    return (
      Math.hypot(above.rate - above.low, below.high - below.rate) >=
      above.rate - below.rate
    );
  });
  return 2 * (1 - normalBelow(reached));
}
