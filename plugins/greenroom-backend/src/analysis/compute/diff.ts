import { diffTables } from '@greenroom/dataset';
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
  const { from, to, key, label } = input;
  const { rows, columns, cells, labelTransitions, changedRows } =
    await diffTables(
      { path: from.table, format: 'parquet' },
      { path: to.table, format: 'parquet' },
      { key: [key], label, limit: CHANGED_ROWS_LIMIT },
    );
  return {
    from: from.versionId,
    to: to.versionId,
    rows,
    columns: {
      added: [...columns.added],
      removed: [...columns.removed],
      retyped: columns.retyped.map(({ name }) => name),
    },
    cells: { ...cells },
    labelTransitions: [...labelTransitions],
    changedRows: changedRows.map(({ key: id, cells: changed }) => ({
      key: id,
      cells: [...changed],
    })),
  };
}
