import type { BoundedFigure } from '../metrics/intervals/Figure';
import { drawMultinomial } from '../metrics/drawMultinomial';
import { seededRandom } from '@greenroom/label-quality';
import type { GridCell } from './GridCell';
import { shapleyShares } from './shapleyShares';

const DRAWS = 1_000;
const SEED = 7;
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
 * Why a metric differs between two versions: the exact Shapley share of each
 * factor that changed (see `shapleyShares`), with a paired percentile bootstrap
 * (Efron 1979) over rows: each draw takes the same rows into every cell, so the
 * shares of each draw add up, too.
 *
 * @param cells - 2^k: by set of the factors that are new, factor i being bit i
 * @param counts - rows of the union of both versions, by kind (see `foldRows`)
 * @returns figures in the unit of the metric, 95 % intervals, n the rows drawn from
 * @throws RangeError where there is no cell for each set, or a cell has no rows
 */
export function attributeDifference<Factor extends string>(question: {
  readonly factors: readonly Factor[];
  readonly cells: readonly GridCell[];
  readonly counts: Float64Array;
  readonly draws?: number;
  readonly seed?: number;
}): Attribution<Factor> {
  const { factors, cells, counts, draws = DRAWS, seed = SEED } = question;
  if (cells.length !== 2 ** factors.length)
    throw new RangeError(
      `${factors.length} factors make ${2 ** factors.length} cells; ${
        cells.length
      } are there.`,
    );
  const whole = figuresOf(cells, counts);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (whole.values.some(Number.isNaN))
    throw new RangeError(
      'A version has no row that both model and labels speak of. Evaluate a split that has labelled rows.',
    );
  const random = seededRandom(seed);
  const weights = new Float64Array(counts.length);
  const drawn = Array.from({ length: draws }, () => {
    drawMultinomial(counts, rows, random, weights);
    return figuresOf(cells, weights);
  }).filter(({ values }) => !values.some(Number.isNaN));
  const figure = (of: (figures: GridFigures) => number): BoundedFigure => ({
    value: of(whole),
    ...interval(drawn.map(of)),
    n: rows,
  });
  const last = cells.length - 1;
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

function figuresOf(
  cells: readonly GridCell[],
  weights: ArrayLike<number>,
): GridFigures {
  const values = Float64Array.from(cells, cell => cell(weights));
  return { values, shares: shapleyShares(values) };
}

function interval(values: readonly number[]): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { low: at(TAIL), high: at(1 - TAIL) };
}
