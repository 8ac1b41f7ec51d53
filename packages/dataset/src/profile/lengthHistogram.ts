import { quantilesOfCounts } from '../drift/quantilesOfCounts';
import { identifier } from '../sql';
import type { Table } from '../Table';
import type { Histogram } from './ColumnProfile';
import { niceEdges } from './niceEdges';
import { RunsAccumulator } from './RunsAccumulator';

/** The lengths of a column of texts in characters, empty cells left out. At least one text is none of these. */
export async function lengthHistogram(
  table: Table,
  column: string,
): Promise<Histogram> {
  const lengths: number[] = [];
  const counts: number[] = [];
  for await (const [some, theirs] of table.streamColumns(
    `SELECT v, count(*)::DOUBLE FROM (SELECT length(nullif(${identifier(
      column,
    )}, ''))::DOUBLE AS v FROM t) WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
  )) {
    for (const each of some) lengths.push(each as number);
    for (const each of theirs) counts.push(each as number);
  }
  const [low, high] = quantilesOfCounts(lengths, counts, [0.01, 0.99]);
  const runs = new RunsAccumulator(
    niceEdges({
      min: lengths[0],
      max: lengths[lengths.length - 1],
      low,
      high,
      values: 'whole numbers',
    }),
    0,
  );
  lengths.forEach((length, i) => runs.add(length, counts[i]));
  return runs.finish().histogram;
}
