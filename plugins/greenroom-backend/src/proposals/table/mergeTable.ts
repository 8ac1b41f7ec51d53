import { readFile } from 'node:fs/promises';
import { ConflictError, InputError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  type Decision,
  type Edit,
  EditError,
  type Merged,
  mergeEdits,
  type MergeRow,
  readParquetRows,
  readRows,
} from '@greenroom/change';
import { StorageError } from '@greenroom/dataset';
import { isDetection, type TabularDataset } from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { Stage } from '../../storage/Stage';
import type { Storages } from '../../storage/Storages';
import { type TableFile, tableFiles } from './tableFiles';

type Rows = ReadonlyMap<string, MergeRow>;

/**
 * Merges edits that were made on one commit onto the files of another.
 *
 * @param files - as they are now
 * @param base.commit - on which the edits were made, where it is known
 * @throws EditError where a file cannot be read
 */
export async function mergeTable(
  rooms: { readonly source: Source; readonly storages: Storages },
  asset: Asset,
  files: readonly TableFile[],
  edits: readonly Edit[],
  base: {
    readonly commit?: string;
    readonly decisions: ReadonlyMap<string, Decision>;
  },
): Promise<Merged> {
  const keys = new Set(edits.map(({ key }) => key));
  const theirs = await rowsOf(files, keys);
  // Of an edit of a cell that stands, the edit itself says what it was.
  const needed = new Set(
    edits
      .filter(({ key, kind }) => kind === 'exclude' || !theirs.has(key))
      .filter(({ kind }) => kind !== 'add' && kind !== 'restore')
      .map(({ key }) => key),
  );
  return mergeEdits({
    edits,
    theirs,
    base:
      base.commit !== undefined && needed.size > 0
        ? await baseRows(rooms, asset, base.commit, needed)
        : undefined,
    label: (asset.manifest as TabularDataset).label,
    labels: isDetection(asset.manifest) ? 'boxes' : 'classes',
    decisions: base.decisions,
  });
}

async function rowsOf(
  files: readonly TableFile[],
  keys: ReadonlySet<string>,
): Promise<Rows> {
  const rows = new Map<string, MergeRow>();
  for (const file of files) {
    const { format, before } = file;
    const found =
      format === 'parquet'
        ? await readParquetRows({ ...file, file: before }, keys)
        : readRows({ ...file, format, content: await readFile(before) }, keys);
    for (const [key, row] of found) rows.set(key, row);
  }
  return rows;
}

/** Undefined where they can no longer be had: then only what the edits say themselves is known. */
async function baseRows(
  { source, storages }: { source: Source; storages: Storages },
  asset: Asset,
  commit: string,
  keys: ReadonlySet<string>,
): Promise<Rows | undefined> {
  const { repository, path: manifestPath, manifest } = asset;
  const place = { source, repository, commit, manifestPath, manifest };
  const { signal } = new AbortController();
  try {
    return await Stage.use(storages, place, signal, async stage =>
      rowsOf(await tableFiles(source, asset, commit, stage), keys),
    );
  } catch (error) {
    const isGone = [ConflictError, InputError, EditError, StorageError].some(
      kind => error instanceof kind,
    );
    if (isGone) return undefined;
    throw error;
  }
}
