import {
  digestTable,
  openTable,
  profileTable,
  Table,
} from '@greenroom/dataset';
import type { LabelledDataset } from '@greenroom/manifest';
import path from 'node:path';
import type { VersionFacts } from '../../registry/Asset';
import { FileError } from '../FileError';
import type { StagedTable } from '../stageTable';
import { quoted } from './quoted';

export type ProfileInput = {
  readonly table: StagedTable;
  readonly manifest: LabelledDataset;
};

export type ProfileResult = VersionFacts & { readonly digest: string };

/** Leaves `table.parquet`: the whole table, side tables joined in, ordered by key. */
export async function profile(
  { table: staged, manifest }: ProfileInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<ProfileResult> {
  tell(0.2, 'Reading the table');
  const table = await openTable(staged);
  try {
    assertColumns(table, manifest);
    await assertKeys(table, manifest);
    await assertLabels(table, manifest);
    tell(0.4, 'Digesting the rows');
    const digest = await digestTable(table);
    tell(0.7, 'Writing the table');
    await table.writeParquet(path.join(outDirectory, 'table.parquet'));
    const { rows } = await profileTable(table);
    return {
      digest,
      rows,
      splits: await countSplits(table, manifest),
      columns: table.columns.map(({ name, type }) => ({ name, type })),
    };
  } finally {
    table.close();
  }
}

function assertColumns(table: Table, manifest: LabelledDataset): void {
  const present = new Set(table.columns.map(({ name }) => name));
  const needed = [
    manifest.key,
    manifest.label,
    manifest.split,
    ...(manifest.annotator ? [manifest.annotator] : []),
    ...(manifest.columns ?? []).map(({ name }) => name),
  ];
  const missing = [...new Set(needed)].filter(name => !present.has(name));
  if (missing.length === 0) return;
  throw new FileError(
    `The table has no column ${missing.join(
      ', ',
    )}, which the manifest declares. It has ${[...present].join(
      ', ',
    )}. Correct the header or the manifest.`,
    table.file,
    1,
  );
}

async function assertKeys(table: Table, { key }: LabelledDataset) {
  const rows = await table.query(
    `SELECT CAST(${quoted(
      key,
    )} AS VARCHAR) AS k, count(*) AS n FROM t GROUP BY 1 HAVING count(*) > 1 OR k IS NULL ORDER BY 1 LIMIT 5`,
  );
  if (rows.length === 0) return;
  const shown = rows
    .map(row => (row.k === null ? '(empty)' : String(row.k)))
    .join(', ');
  throw new FileError(
    `The key ${key} is not unique: ${shown} stands in more than one row, or is empty. Give every row a key of its own.`,
    table.file,
  );
}

async function assertLabels(table: Table, manifest: LabelledDataset) {
  const { key, label, classes } = manifest;
  const known = classes.map(name => `'${name.replace(/'/g, "''")}'`).join(', ');
  const rows = await table.query(
    `SELECT CAST(${quoted(key)} AS VARCHAR) AS k, CAST(${quoted(
      label,
    )} AS VARCHAR) AS l FROM t WHERE l IS NOT NULL AND l NOT IN (${known}) ORDER BY 1 LIMIT 3`,
  );
  if (rows.length === 0) return;
  const shown = rows.map(row => `${row.k} has ${row.l}`).join(', ');
  throw new FileError(
    `Labels that are none of the declared classes: ${shown}. Correct them, or add the class to the manifest.`,
    table.file,
  );
}

async function countSplits(table: Table, { split }: LabelledDataset) {
  const rows = await table.query(
    `SELECT CAST(${quoted(
      split,
    )} AS VARCHAR) AS s, count(*) AS n FROM t GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(
    rows.map(row => [String(row.s ?? ''), Number(row.n)]),
  );
}
