import { drawMultinomial } from '../metrics/drawMultinomial';
import { seededRandom } from '@greenroom/label-quality';
import type { GridCell } from './GridCell';
import { type Attribution, attributionOf } from './attributionOf';

const DRAWS = 1_000;
const SEED = 7;

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
  const whole = valuesOf(cells, counts);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (whole.some(Number.isNaN))
    throw new RangeError(
      'A version has no row that both model and labels speak of. Evaluate a split that has labelled rows.',
    );
  const random = seededRandom(seed);
  const weights = new Float64Array(counts.length);
  const drawn = Array.from({ length: draws }, () => {
    drawMultinomial(counts, rows, random, weights);
    return valuesOf(cells, weights);
  });
  return attributionOf(factors, { whole, drawn, rows });
}

function valuesOf(
  cells: readonly GridCell[],
  weights: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(cells, cell => cell(weights));
}
