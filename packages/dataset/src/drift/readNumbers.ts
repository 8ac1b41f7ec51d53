import type { DuckDBConnection } from '@duckdb/node-api';
import {
  compareNumbers,
  type NumberComparison,
  QUANTILES,
  type SampleFacts,
  type SortedChunk,
} from './compareNumbers';
import type { Sides } from './driftBetween';
import { quantilesOfCounts } from './quantilesOfCounts';
import type { Reading } from './readingOf';
import type { CountPair } from './shareDistances';

/** Up to so many different values are counted and kept; with more the rows are sorted by DuckDB, which spills. */
const COUNTED_VALUES = 1_000_000;

export type ReadNumbers = {
  /** Rows with a value. */
  readonly n: CountPair;
  readonly rows: CountPair;
  /** Absent where a side has no value. */
  readonly comparison?: NumberComparison;
};

/** Reads a column of numbers of both sides and compares them; every figure is exact. */
export async function readNumbers(
  connection: DuckDBConnection,
  sides: Sides,
  reading: Reading,
): Promise<ReadNumbers> {
  const both = (count: string) =>
    `SELECT ${reading.sql} AS v, ${count} AS a, 1 - ${count} AS b FROM`;
  const rows = `${both('1')} ${sides.from} UNION ALL ${both('0')} ${sides.to}`;
  const sketch = await connection.runAndReadAll(
    `SELECT count(*) FILTER (WHERE a = 1)::DOUBLE AS rows_from, count(*) FILTER (WHERE a = 0)::DOUBLE AS rows_to,
            count(v) FILTER (WHERE a = 1)::DOUBLE AS from, count(v) FILTER (WHERE a = 0)::DOUBLE AS to,
            approx_count_distinct(v)::DOUBLE AS values
       FROM (${rows})`,
  );
  const [found] = sketch.getRowObjectsJS();
  const n = { from: Number(found.from), to: Number(found.to) };
  const all = { from: Number(found.rows_from), to: Number(found.rows_to) };
  if (n.from === 0 || n.to === 0) return { n, rows: all };
  const compare =
    Number(found.values) <= COUNTED_VALUES ? compareCounted : compareSorted;
  const comparison = await compare(connection, { sides, reading, rows, n });
  return { n, rows: all, comparison };
}

type Question = {
  readonly sides: Sides;
  readonly reading: Reading;
  /** SQL: v, 1 or 0 in a for `from`, in b for `to`. */
  readonly rows: string;
  readonly n: CountPair;
};

async function compareCounted(
  connection: DuckDBConnection,
  { reading, rows, n }: Question,
): Promise<NumberComparison> {
  const reader = await connection.runAndReadAll(
    `SELECT v, sum(a)::DOUBLE AS a, sum(b)::DOUBLE AS b FROM (${rows}) WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
  );
  const [values, from, to] = reader.getColumns() as [
    number[],
    number[],
    number[],
  ];
  return compareNumbers(
    { n: n.from, quantiles: quantilesOfCounts(values, from, QUANTILES) },
    { n: n.to, quantiles: quantilesOfCounts(values, to, QUANTILES) },
    wholeOrNot(reading),
    [{ values, from, to }],
  );
}

async function compareSorted(
  connection: DuckDBConnection,
  { sides, reading, rows, n }: Question,
): Promise<NumberComparison> {
  const factsOf = async (side: 'from' | 'to'): Promise<SampleFacts> => {
    const reader = await connection.runAndReadAll(
      `SELECT quantile_cont(v, [${QUANTILES.join(', ')}]) AS q FROM (SELECT ${
        reading.sql
      } AS v FROM ${sides[side]})`,
    );
    const [{ q }] = reader.getRowObjectsJS();
    return { n: n[side], quantiles: q as number[] };
  };
  return compareNumbers(
    await factsOf('from'),
    await factsOf('to'),
    wholeOrNot(reading),
    sortedChunks(
      connection,
      `SELECT v, a, b FROM (${rows}) WHERE v IS NOT NULL ORDER BY v`,
    ),
  );
}

async function* sortedChunks(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<SortedChunk> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const [values, from, to] = [0, 1, 2].map(
      index => chunk.getColumnValues(index) as number[],
    );
    yield { values, from, to };
  }
}

function wholeOrNot({ values }: Reading): 'numbers' | 'whole numbers' {
  return values === 'whole numbers' ? values : 'numbers';
}
