import { wilson } from '@greenroom/label-quality';
import type { Share } from '../rows/Accumulator';
import type { Figure } from './Figure';
import { minimumDetectableShare } from './minimumDetectable';

/** A share of independent rows with Wilson's interval (1927). Undefined where there are none. */
export function shareFigure({ hits, trials }: Share): Figure | undefined {
  if (trials === 0) return undefined;
  const value = hits / trials;
  return {
    value,
    ...wilson(hits, trials),
    method: 'wilson',
    n: trials,
    mde: minimumDetectableShare(value, trials),
  };
}
