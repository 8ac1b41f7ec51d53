import { literal, openTable } from '@greenroom/dataset';
import type { PlannedEvaluation } from './Plan';

/**
 * Labels that differ between two runs (Parquet as `PredictionWriter` writes it),
 * and how many of them are now what the first run said.
 */
export async function towardsModel(
  before: string,
  after: string,
): Promise<Pick<PlannedEvaluation, 'relabelled' | 'towardsModel'>> {
  const table = await openTable({ path: before, format: 'parquet' });
  try {
    const [{ relabelled, towards }] = await table.query(
      `SELECT count(*) AS relabelled,
              count(*) FILTER (a.given = b.predicted) AS towards
         FROM t b JOIN read_parquet(${literal(
           after,
         )}) a ON a.key = b.key WHERE a.given <> b.given`,
    );
    return { relabelled: Number(relabelled), towardsModel: Number(towards) };
  } finally {
    table.close();
  }
}
