import { literal, type QueryPool } from '@greenroom/dataset';

/** What became of rows of one kind in each of several runs. */
export type Outcomes = {
  /** By run, by kind of row: index of the given class; -1 where the run has no such row. */
  readonly given: readonly Int32Array[];
  readonly predicted: readonly Int32Array[];
  /** Rows of each kind. */
  readonly counts: Float64Array;
};

/**
 * Joins runs by row key. Rows that came out alike in every run are one kind, so
 * that ten million rows are some hundred kinds.
 *
 * @param files - predictions of each run
 */
export async function readOutcomes(
  queries: QueryPool,
  files: readonly string[],
  classes: readonly string[],
): Promise<Outcomes> {
  const runs = files.map((_, i) => i);
  const rows = await queries.query(
    `WITH ${files
      .map(
        (file, i) =>
          `r${i} AS (SELECT key, given AS g${i}, predicted AS p${i} FROM read_parquet(${literal(
            file,
          )}))`,
      )
      .join(', ')}
     SELECT ${runs
       .map(i => `g${i}, p${i}`)
       .join(', ')}, count(*) AS n FROM r0 ${runs
      .slice(1)
      .map(i => `FULL JOIN r${i} USING (key)`)
      .join(' ')} GROUP BY ALL ORDER BY ALL`,
  );
  const index = new Map(classes.map((name, i) => [name, i]));
  const codes = (column: string) =>
    Int32Array.from(rows, row => index.get(String(row[column])) ?? -1);
  return {
    given: runs.map(i => codes(`g${i}`)),
    predicted: runs.map(i => codes(`p${i}`)),
    counts: Float64Array.from(rows, row => Number(row.n)),
  };
}
