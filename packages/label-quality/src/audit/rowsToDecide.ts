import { Decided } from './finiteProportion';
import { noiseRate } from './noiseRate';

/** As is supposed of a stratum of which nothing is decided: the widest there is. */
const UNKNOWN_RATE = 0.5;

/**
 * How many more rows to decide until the interval of the noise rate is within
 * plus and minus a half width, if rates stay as they look now and strata go on in
 * the proportion they were drawn in. Rounded strata make it right to a row each.
 *
 * @param strata - decided so far, and drawn in all
 * @param halfWidth - e.g. 0.01 for one point of per cent
 * @returns 0 where that is reached
 * @throws RangeError where the half width is not above 0
 */
export function rowsToDecide(
  strata: readonly (Decided & { readonly sampled: number })[],
  halfWidth: number,
): number {
  if (!(halfWidth > 0))
    throw new RangeError(`A half width of ${halfWidth} is never reached.`);
  const drawn = strata.reduce((sum, each) => sum + each.sampled, 0);
  const now = strata.reduce((sum, each) => sum + each.decided, 0);
  const all = strata.reduce((sum, each) => sum + each.size, 0);
  const after = (total: number) =>
    strata.map(({ size, decided, wrong, sampled }) => {
      const later = Math.min(
        size,
        Math.max(decided, Math.round((total * sampled) / drawn)),
      );
      const rate = decided > 0 ? wrong / decided : UNKNOWN_RATE;
      return { size, decided: later, wrong: Math.min(later, rate * later) };
    });
  const isReached = (total: number) => {
    const { low, high } = noiseRate(after(total));
    return high - low <= 2 * halfWidth;
  };
  if (isReached(now)) return 0;
  let [short, enough] = [now, farEnough(all, drawn, strata)];
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (isReached(middle)) enough = middle;
    else short = middle;
  }
  return after(enough).reduce((sum, each) => sum + each.decided, 0) - now;
}

/** A total at which even the stratum drawn most thinly is decided in full. */
function farEnough(
  all: number,
  drawn: number,
  strata: readonly { readonly size: number; readonly sampled: number }[],
): number {
  return strata.reduce(
    (most, { size, sampled }) =>
      sampled > 0 ? Math.max(most, Math.ceil((size * drawn) / sampled)) : most,
    all,
  );
}
