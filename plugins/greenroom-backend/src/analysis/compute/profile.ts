import {
  digestTable,
  openTable,
  profileTable,
  Table,
  writeSnapshot,
} from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';
import { hasOneClass, isDetection } from '@greenroom/manifest/Manifest';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { VersionFacts } from '../../registry/Asset';
import { FileError } from '../FileError';
import { imagesOf } from '../imagesOf';
import type { StagedTable } from '../stageTable';
import { quoted } from './quoted';

export type ProfileInput = {
  readonly table: StagedTable;
  readonly manifest: DatasetManifest;
};

export type ProfileResult = VersionFacts & { readonly digest: string };

/**
 * Leaves `table.parquet`, a snapshot of the whole table with its side tables
 * joined in, and `profile.json`, what it is column by column.
 */
export async function profile(
  { table: staged, manifest }: ProfileInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<ProfileResult> {
  tell(0.2, 'Reading the table');
  const table = await openTable(staged);
  try {
    assertColumns(table, manifest);
    await assertLabels(table, manifest);
    tell(0.35, 'Writing the table');
    // Tells a key that is not unique, with its duplicates.
    await writeSnapshot(table, path.join(outDirectory, 'table.parquet'), {
      key: manifest.key,
    });
    tell(0.55, 'Digesting the rows');
    const digest = await digestTable(table);
    const { columns, splits } = await profileTable(table, {
      label: manifest.label,
      split: manifest.split,
      images: imagesOf(manifest),
      tell: fraction => tell(0.7 + 0.3 * fraction, 'Profiling the columns'),
    });
    await writeFile(
      path.join(outDirectory, 'profile.json'),
      JSON.stringify({ columns, splits }),
    );
    return {
      digest,
      rows: table.rowCount,
      splits: manifest.split
        ? Object.fromEntries(splits.map(({ name, rows }) => [name, rows]))
        : undefined,
      columns: table.columns.map(({ name, type }) => ({ name, type })),
    };
  } finally {
    table.close();
  }
}

function assertColumns(table: Table, manifest: DatasetManifest): void {
  const present = new Set(table.columns.map(({ name }) => name));
  const needed = [
    manifest.key,
    manifest.label,
    manifest.split,
    manifest.annotator,
    ...(manifest.columns ?? []).map(({ name }) => name),
  ].filter(name => name !== undefined);
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

async function assertLabels(table: Table, manifest: DatasetManifest) {
  const { key, label, classes } = manifest;
  if (label === undefined || classes === undefined) return;
  // Several labels are one text: who measures them, checks them.
  if (!hasOneClass(manifest)) return;
  const known = classes.map(name => `'${name.replace(/'/g, "''")}'`).join(', ');
  const name = key ? `CAST(${quoted(key)} AS VARCHAR)` : `'a row'`;
  const labels = isDetection(manifest)
    ? `SELECT ${name} AS k, unnest(${quoted(label)}).label AS l FROM t`
    : `SELECT ${name} AS k, CAST(${quoted(label)} AS VARCHAR) AS l FROM t`;
  const rows = await table.query(
    `SELECT k, l FROM (${labels}) WHERE l IS NOT NULL AND l NOT IN (${known}) ORDER BY 1 LIMIT 3`,
  );
  if (rows.length === 0) return;
  const shown = rows.map(row => `${row.k} has ${row.l}`).join(', ');
  throw new FileError(
    `Labels that are none of the declared classes: ${shown}. Correct them, or add the class to the manifest.`,
    table.file,
  );
}
