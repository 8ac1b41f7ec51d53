import path from 'node:path';
import { literal, type QueryPool } from '@greenroom/dataset';
import type { RunOfGrid } from '@greenroom/evaluation';

/** Two runs, with what each would have said of the rows of the other. */
export type CrossedRuns = {
  readonly runs: readonly RunOfGrid[];
  /** Rows that one run alone has. */
  readonly unmatched: { readonly before: number; readonly after: number };
  /** Rows whose label differs. */
  readonly relabelled: number;
};

/**
 * The grid of {model} x {data} of two runs by their predictions alone: of a row
 * that both have, each model said what its run says, whichever data it is asked
 * of; a row that one run alone has keeps the word of that run.
 *
 * @param folder - for the two combinations that nobody ran
 */
export async function crossedRuns(
  queries: QueryPool,
  { before, after }: { readonly before: string; readonly after: string },
  folder: string,
): Promise<CrossedRuns> {
  const [{ gone, come, relabelled }] = await queries.query(
    `SELECT count(*) FILTER (b.key IS NULL) AS gone,
            count(*) FILTER (a.key IS NULL) AS come,
            count(*) FILTER (a.given <> b.given) AS relabelled
       FROM read_parquet(${literal(before)}) a
       FULL JOIN read_parquet(${literal(after)}) b ON a.key = b.key`,
  );
  const run = (
    model: RunOfGrid['model'],
    data: RunOfGrid['data'],
    predictions: string,
  ): RunOfGrid => ({ model, preprocessing: 'new', data, predictions });
  return {
    runs: [
      run('old', 'old', before),
      run('new', 'old', await crossed(queries, before, after, folder)),
      run('old', 'new', await crossed(queries, after, before, folder)),
      run('new', 'new', after),
    ],
    unmatched: { before: Number(gone), after: Number(come) },
    relabelled: Number(relabelled),
  };
}

/** The rows of one run with what the other said of them, as far as it did. */
async function crossed(
  queries: QueryPool,
  rows: string,
  said: string,
  folder: string,
): Promise<string> {
  const out = path.join(folder, `${rows < said ? 'first' : 'second'}.parquet`);
  await queries.query(
    `COPY (SELECT a.key, a.split, a.given,
                  CASE WHEN b.key IS NULL THEN a.predicted ELSE b.predicted END AS predicted,
                  CASE WHEN b.key IS NULL THEN a.p ELSE b.p END AS p
             FROM read_parquet(${literal(rows)}) a
             LEFT JOIN read_parquet(${literal(said)}) b ON a.key = b.key)
       TO ${literal(out)} (FORMAT PARQUET)`,
  );
  return out;
}
