import { normalBelow } from '../checks/normalBelow';
import { wilson, Z_95 } from '../wilson';
import { lowestWhere } from './lowestWhere';

/** What people have decided of rows drawn at random from so many. */
export type Decided = {
  /** Rows there are. */
  readonly size: number;
  /** Rows decided. */
  readonly decided: number;
  /** Of them, rows whose label is wrong. */
  readonly wrong: number;
};

/** Up to so many errors Wilson's lower end is too high for rare errors. */
const RARE = 3;

/**
 * Interval of the share of wrong rows, from a sample drawn without replacement:
 * Wilson's (1927) with the sample as large as its variance makes it (finite
 * population correction), its lower end for one to three errors replaced by the
 * Poisson limit (Brown, Cai and DasGupta 2001, sec. 4.1.1), widened to whole
 * rows, and never beyond what was seen. Nothing decided leaves everything possible.
 */
export function finiteProportion(
  { size, decided, wrong }: Decided,
  z = Z_95,
): { low: number; high: number } {
  if (decided === 0) return { low: 0, high: 1 };
  const certain = {
    low: wrong / size,
    high: (wrong + size - decided) / size,
  };
  if (decided >= size) return certain;
  const share = wrong / decided;
  const effective = (decided * (size - 1)) / (size - decided);
  const { low, high } = wilson(share * effective, effective, z);
  return {
    low: Math.max(
      certain.low,
      Math.floor(Math.min(low, rareLow(wrong, decided, z)) * size) / size,
    ),
    high: Math.min(certain.high, Math.ceil(high * size) / size),
  };
}

/** The lowest Poisson mean, as a share, at which so many errors are not rarer than beyond z. */
function rareLow(wrong: number, decided: number, z: number): number {
  if (wrong === 0 || wrong > RARE) return Infinity;
  const beyond = 2 * (1 - normalBelow(z));
  const mean = lowestWhere(0, RARE, value => {
    let [fewer, term] = [0, Math.exp(-value)];
    for (let count = 0; count < wrong; count++) {
      fewer += term;
      term *= value / (count + 1);
    }
    return 1 - fewer >= beyond;
  });
  return mean / decided;
}
