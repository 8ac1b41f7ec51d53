import {
  diffSnapshots,
  identifier,
  literal,
  QueryPool,
} from '@greenroom/dataset';
import path from 'node:path';
import type { ComparisonResult } from '../AnalysisStore';

/** The snapshots are our own artifacts. */
export type ComparisonInput = {
  readonly from: string;
  readonly to: string;
  /** Without one, rows are matched by content. */
  readonly key?: string;
  readonly label?: string;
  /** Column of splits, where both have it. */
  readonly split?: string;
};

/** The most frequent are kept, as many as a matrix of a hundred classes has. */
const KEPT_TRANSITIONS = 10_000;
/** More are no splits. */
const NAMED_SPLITS = 1_000;
const LIMITS = {
  memory: '1GB',
  threads: 2,
  queriesAtATime: 1,
  timeoutMillis: 20 * 60_000,
};

/** Leaves `changes.parquet`: the rows that differ, before and after. */
export async function comparison(
  { from, to, key, label, split }: ComparisonInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Omit<ComparisonResult, 'changesArtifact'>> {
  tell(0.2, 'Comparing the rows');
  const changes = path.join(outDirectory, 'changes.parquet');
  const { matchedBy, rows, columns, cells, labelTransitions } =
    await diffSnapshots(from, to, {
      ...(key ? { key: [key] } : {}),
      label,
      limit: 0,
      out: changes,
    });
  return {
    matchedBy,
    key,
    label,
    rows,
    columns: {
      added: [...columns.added],
      removed: [...columns.removed],
      retyped: [...columns.retyped],
    },
    cells: { ...cells },
    labelTransitions: labelTransitions.slice(0, KEPT_TRANSITIONS),
    ...(split ? { addedBySplit: await addedBySplit(changes, split) } : {}),
  };
}

async function addedBySplit(
  changes: string,
  split: string,
): Promise<Record<string, number>> {
  const queries = new QueryPool(LIMITS);
  try {
    const rows = await queries.query(
      `SELECT coalesce(CAST("after".${identifier(
        split,
      )} AS VARCHAR), '') AS split, count(*) AS n
         FROM read_parquet(${literal(changes)}) WHERE change = 'added'
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${NAMED_SPLITS}`,
    );
    return Object.fromEntries(
      rows.map(row => [String(row.split), Number(row.n)]),
    );
  } finally {
    await queries.close();
  }
}
