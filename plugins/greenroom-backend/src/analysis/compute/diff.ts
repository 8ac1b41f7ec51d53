import { diffTables, openTable } from '@greenroom/dataset';
import type { DataDiff } from '@greenroom/backstage-plugin-greenroom-common';

/** The tables are our own artifacts. */
export type DiffInput = {
  readonly from: { readonly versionId: string; readonly table: string };
  readonly to: { readonly versionId: string; readonly table: string };
  readonly key: string;
  readonly label: string;
};

/** So many changed rows are kept to be looked at; all of them are counted. */
const CHANGED_ROWS_LIMIT = 2_000;

export async function diff(input: DiffInput): Promise<DataDiff> {
  const from = await openTable({ path: input.from.table, format: 'parquet' });
  const to = await openTable({ path: input.to.table, format: 'parquet' });
  try {
    const found = await diffTables(from, to, {
      key: [input.key],
      label: input.label,
      limit: CHANGED_ROWS_LIMIT,
    });
    return { ...found, from: input.from.versionId, to: input.to.versionId };
  } finally {
    from.close();
    to.close();
  }
}
