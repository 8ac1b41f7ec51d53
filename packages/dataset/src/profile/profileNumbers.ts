import { quantilesOfCounts } from '../drift/quantilesOfCounts';
import type { Table } from '../Table';
import type { Histogram, TopValue } from './ColumnProfile';
import { isWholeNumber } from './columnKind';
import { niceEdges } from './niceEdges';
import { RunsAccumulator } from './RunsAccumulator';
import { type ColumnSummary, valueOf } from './summariseColumns';

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** For the edges of the histogram: where the middle 98 % lie. */
const MIDDLE = [0.01, 0.99];
const POSITIONS = [...QUANTILES, ...MIDDLE];
/** Up to so many different values are counted and kept; with more the rows are sorted by DuckDB, which spills. */
export const COUNTED_VALUES = 1_000_000;

export type NumberProfile = {
  readonly distinct: number;
  readonly quantiles: readonly number[];
  readonly top: readonly TopValue[];
  readonly histogram: Histogram;
};

/**
 * Different values, quantiles, most frequent values and histogram of a column of
 * numbers that a double holds exactly. All exact, whatever the number of rows.
 *
 * @param summary - with at least one value
 */
export async function profileNumbers(
  table: Table,
  { column, sketch, min, max }: ColumnSummary,
  topSize: number,
): Promise<NumberProfile> {
  const value = `CAST(${valueOf(column)} AS DOUBLE)`;
  const runsOf = (quantiles: readonly number[]) =>
    new RunsAccumulator(
      niceEdges({
        min: Number(min),
        max: Number(max),
        low: quantiles[QUANTILES.length],
        high: quantiles[QUANTILES.length + 1],
        values: isWholeNumber(column.type) ? 'whole numbers' : 'numbers',
      }),
      topSize,
    );
  if (sketch > COUNTED_VALUES) {
    const [{ q }] = await table.query(
      `SELECT quantile_cont(${value}, [${POSITIONS.join(', ')}]) AS q FROM t`,
    );
    const quantiles = q as readonly number[];
    const runs = runsOf(quantiles);
    for await (const [values] of table.streamColumns(
      `SELECT v FROM (SELECT ${value} AS v FROM t) WHERE v IS NOT NULL ORDER BY v`,
    )) {
      for (const each of values) runs.add(each as number, 1);
    }
    return {
      quantiles: quantiles.slice(0, QUANTILES.length),
      ...runs.finish(),
    };
  }
  const values: number[] = [];
  const counts: number[] = [];
  for await (const [some, theirs] of table.streamColumns(
    `SELECT v, count(*)::DOUBLE FROM (SELECT ${value} AS v FROM t) WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
  )) {
    for (const each of some) values.push(each as number);
    for (const each of theirs) counts.push(each as number);
  }
  const quantiles = quantilesOfCounts(values, counts, POSITIONS);
  const runs = runsOf(quantiles);
  values.forEach((each, i) => runs.add(each, counts[i]));
  return { quantiles: quantiles.slice(0, QUANTILES.length), ...runs.finish() };
}
