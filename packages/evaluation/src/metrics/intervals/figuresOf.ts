import type { Sample } from '../rows/Accumulator';
import { once } from '../rows/once';
import { bootstrap, RESAMPLING, Resampling } from './bootstrap';
import type { Figure } from './Figure';
import { minimumDetectableOf } from './minimumDetectable';
import { shareFigure } from './shareFigure';

export type FigureOptions = Resampling & {
  /** Rows of one group are no independent trials: shares are resampled by group, too. */
  readonly drawnBy: 'row' | 'group';
  /** Figures that an interval is wanted of; absent: all of them. Where only shares of rows are, nothing is resampled. */
  readonly wanted?: ReadonlySet<string>;
};

export const BY_ROW: FigureOptions = { ...RESAMPLING, drawnBy: 'row' };

/**
 * Every metric of a sample with its interval: shares of rows by Wilson (1927),
 * all else by the bootstrap over what belongs together.
 */
export function figuresOf(
  sample: Sample,
  { drawnBy, wanted, ...resampling }: FigureOptions = BY_ROW,
): Readonly<Record<string, Figure>> {
  const values = sample.values(once(sample.rows));
  const shares = drawnBy === 'row' ? sample.shares() : {};
  const isResampled = Object.keys(values).some(
    name =>
      (wanted?.has(name) ?? true) &&
      !(shares[name] && shareFigure(shares[name])),
  );
  const resampled = isResampled
    ? bootstrap(sample, values, resampling)
    : undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Figure] => {
      const share = shares[name] && shareFigure(shares[name]);
      if (share) return [name, share];
      const interval = resampled?.get(name);
      if (!interval) return [name, { value, n: sample.rows }];
      return [
        name,
        {
          value,
          low: interval.low,
          high: interval.high,
          method: 'bootstrap',
          n: sample.rows,
          mde: minimumDetectableOf(interval.standardError),
        },
      ];
    }),
  );
}
