import { driftOfFiles, openTable } from '@greenroom/dataset';
import path from 'node:path';
import type { DriftResult } from '../AnalysisStore';
import type { StagedTable } from '../stageTable';

/** Rows of a snapshot of our own, or of a stranger's file. */
export type DriftRows = (
  | { readonly snapshot: string }
  | { readonly table: StagedTable }
) & { readonly where?: { readonly column: string; readonly equals: string } };

export type DriftInput = {
  readonly from: DriftRows;
  readonly to: DriftRows;
  /** Columns whose numbers are names. */
  readonly categories: readonly string[];
  /** Columns that name rows. */
  readonly exclude: readonly string[];
};

/** How the columns of some rows differ from those of others. */
export async function drift(
  { from, to, categories, exclude }: DriftInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<DriftResult> {
  tell(0.1, 'Reading the rows');
  const populations = {
    from: await population(from, path.join(outDirectory, 'from.parquet')),
    to: await population(to, path.join(outDirectory, 'to.parquet')),
  };
  const { columns, remark } = await driftOfFiles(populations, {
    categories,
    exclude,
    tell: fraction => tell(0.2 + 0.8 * fraction, 'Comparing the columns'),
  });
  return {
    columns: columns as DriftResult['columns'],
    ...(remark ? { remark } : {}),
  };
}

async function population(rows: DriftRows, parquet: string) {
  if ('snapshot' in rows) return { file: rows.snapshot, where: rows.where };
  const table = await openTable(rows.table);
  try {
    await table.writeParquet(parquet);
  } finally {
    table.close();
  }
  return { file: parquet, where: rows.where };
}
