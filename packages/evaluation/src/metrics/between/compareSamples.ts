import { bootstrap, RESAMPLING, Resampling } from '../intervals/bootstrap';
import { minimumDetectablePaired } from '../intervals/minimumDetectable';
import { normalBelow } from '../intervals/normal';
import type { Sample } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';
import { adjustForMany } from './adjustForMany';

/** How a metric differs between two runs: the second minus the first. */
export type Difference = {
  readonly value: number;
  /** 95 %, paired; absent where too few resamples define the metric in both runs. */
  readonly low?: number;
  readonly high?: number;
  /** Two-sided, that there is no difference; and adjusted for all metrics that are compared. */
  readonly pValue?: number;
  readonly holmP?: number;
  readonly falseDiscoveryQ?: number;
  /** The smallest difference that these rows would show with 80 % power. */
  readonly mde?: number;
};

/**
 * Differences of every metric that both runs have, on rows joined by key: both
 * samples name a row by the same unit, so each resample takes the same rows into
 * both (paired Poisson bootstrap). p values are of the difference over its
 * standard error (Wald), which the resamples give.
 */
export function compareSamples(
  before: Sample,
  after: Sample,
  resampling: Resampling = RESAMPLING,
): Readonly<Record<string, Difference>> {
  const n = before.units.length;
  const differences = (weights: ArrayLike<number>) => {
    const all = Uint8Array.from(weights);
    const first = before.values(all.subarray(0, n));
    const second = after.values(all.subarray(n));
    return defined(
      Object.fromEntries(
        Object.keys(first).map(name => [name, second[name] - first[name]]),
      ),
    );
  };
  const values = differences(once(n + after.units.length));
  const resampled = bootstrap(
    {
      units: Uint32Array.from([...before.units, ...after.units]),
      cost: before.cost + after.cost,
      values: differences,
    },
    values,
    resampling,
  );
  return adjustDifferences(
    Object.fromEntries(
      Object.entries(values).map(([name, value]): [string, Difference] => {
        const interval = resampled.get(name);
        if (!interval) return [name, { value }];
        const { low, high, standardError } = interval;
        return [
          name,
          {
            value,
            low,
            high,
            pValue: twoSided(value, standardError),
            mde: minimumDetectablePaired(standardError),
          },
        ];
      }),
    ),
  );
}

/** With p values adjusted for as many metrics as there are. */
export function adjustDifferences(
  differences: Readonly<Record<string, Difference>>,
): Readonly<Record<string, Difference>> {
  const tested = Object.entries(differences).flatMap(([name, { pValue }]) =>
    pValue === undefined ? [] : [{ name, pValue }],
  );
  const { holm, falseDiscovery } = adjustForMany(
    tested.map(({ pValue }) => pValue),
  );
  return {
    ...differences,
    ...Object.fromEntries(
      tested.map(({ name }, i) => [
        name,
        {
          ...differences[name],
          holmP: holm[i],
          falseDiscoveryQ: falseDiscovery[i],
        },
      ]),
    ),
  };
}

/** 1 where nothing differs in any resample. */
function twoSided(value: number, standardError: number): number {
  if (standardError === 0) return value === 0 ? 1 : 0;
  return Math.min(1, 2 * normalBelow(-Math.abs(value) / standardError));
}
