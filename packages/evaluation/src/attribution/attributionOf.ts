import type { BoundedFigure } from '../metrics/intervals/Figure';
import { shapleyShares } from './shapleyShares';

/** Of a 95 % interval. */
const TAIL = 0.025;

export type Attribution<Factor extends string = string> = {
  /** With every factor as it was, and with every factor as it is. */
  readonly before: BoundedFigure;
  readonly after: BoundedFigure;
  readonly difference: BoundedFigure;
  /** In the order of the factors; they add up to the difference. */
  readonly shares: readonly ({ readonly factor: Factor } & BoundedFigure)[];
};

/**
 * The figures of a grid: exact Shapley shares, with percentile intervals
 * (Efron 1979) from resamples that took the same rows into every cell.
 *
 * @param whole - 2^k values, by set of the factors that are new
 * @param drawn - the same of each resample; one with a cell that is NaN is left out
 */
export function attributionOf<Factor extends string>(
  factors: readonly Factor[],
  {
    whole,
    drawn,
    rows,
  }: {
    readonly whole: Float64Array;
    readonly drawn: readonly Float64Array[];
    readonly rows: number;
  },
): Attribution<Factor> {
  const resamples = drawn
    .filter(values => !values.some(Number.isNaN))
    .map(gridFigures);
  const real = gridFigures(whole);
  const figure = (of: (figures: GridFigures) => number): BoundedFigure => ({
    value: of(real),
    ...interval(resamples.map(of)),
    n: rows,
  });
  const last = whole.length - 1;
  return {
    before: figure(({ values }) => values[0]),
    after: figure(({ values }) => values[last]),
    difference: figure(({ values }) => values[last] - values[0]),
    shares: factors.map((factor, i) => ({
      factor,
      ...figure(({ shares }) => shares[i]),
    })),
  };
}

type GridFigures = {
  readonly values: Float64Array;
  readonly shares: Float64Array;
};

function gridFigures(values: Float64Array): GridFigures {
  return { values, shares: shapleyShares(values) };
}

function interval(values: readonly number[]): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { low: at(TAIL), high: at(1 - TAIL) };
}
