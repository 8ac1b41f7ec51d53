import {
  identifier,
  openTable,
  proposeRelease,
  type Release,
} from '@greenroom/dataset';
import type { DataSides } from './DataSides';
import type { RowsPlan } from './planRows';
import { specOf, type TypedTable } from './TypedTable';

/**
 * The version bump that the change of a data set asks for (Croissant 1.1), and
 * whether the manifests declare it.
 *
 * @param changes - Parquet as `DiffOptions.out`
 */
export async function planRelease(
  { before, roles, manifests }: DataSides & { readonly before: TypedTable },
  { diff }: RowsPlan,
  changes: string,
  bytes: 'same' | 'rewritten',
): Promise<Release | undefined> {
  if (!diff) return undefined;
  const { label, split } = roles;
  return proposeRelease(
    {
      ...diff,
      label,
      bytes,
      ...(split === undefined
        ? {}
        : {
            split: {
              column: split,
              before: await splitsOf(before, split),
              added: await addedBySplit(changes, split),
            },
          }),
    },
    {
      from: manifests.before?.version,
      to: manifests.after?.version,
    },
  );
}

async function splitsOf(side: TypedTable, split: string): Promise<string[]> {
  const table = await openTable(specOf(side));
  try {
    const rows = await table.query(
      `SELECT DISTINCT CAST(${identifier(
        split,
      )} AS VARCHAR) AS split FROM t WHERE ${identifier(split)} IS NOT NULL`,
    );
    return rows.map(row => String(row.split));
  } finally {
    table.close();
  }
}

async function addedBySplit(
  changes: string,
  split: string,
): Promise<Record<string, number>> {
  const table = await openTable({ path: changes, format: 'parquet' });
  try {
    const rows = await table.query(
      `SELECT coalesce(CAST("after".${identifier(
        split,
      )} AS VARCHAR), '') AS split, count(*) AS n FROM t WHERE change = 'added' GROUP BY 1`,
    );
    return Object.fromEntries(
      rows.map(row => [String(row.split), Number(row.n)]),
    );
  } finally {
    table.close();
  }
}
