import { readFile } from 'node:fs/promises';
import { ConflictError } from '@backstage/errors';
import type {
  ProposalEntry,
  RestoreEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { findRows, readParquetRows, type Restore } from '@greenroom/change';
import type { Asset } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { Stage } from '../../storage/Stage';
import type { Storages } from '../../storage/Storages';
import { tableFiles } from '../table/tableFiles';
import { type RestoredRows, restoredKey } from './rowChangeEdits';

/**
 * Reads rows that are to come back from the files of the versions that have them.
 *
 * @throws ConflictError where a version or a row is no longer there
 */
export async function restoredRows(
  rooms: {
    readonly source: Source;
    readonly storages: Storages;
    readonly assets: Pick<AssetStore, 'getVersion'>;
  },
  asset: Asset,
  entries: readonly ProposalEntry[],
): Promise<RestoredRows> {
  const wanted = entries.filter(entry => entry.kind === 'restore');
  const byVersion = new Map<string, RestoreEntry[]>();
  for (const entry of wanted)
    byVersion.set(entry.versionId, [
      ...(byVersion.get(entry.versionId) ?? []),
      entry,
    ]);
  const found = new Map<string, Restore>();
  for (const [versionId, rows] of byVersion) {
    const version = await rooms.assets.getVersion(versionId);
    const commit = version?.commits[0];
    if (!version || !commit)
      throw new ConflictError(
        `The version ${versionId}, from which rows are to come back, is no longer known. Remove them from the basket.`,
      );
    const then = { ...asset, manifest: version.manifest };
    const keys = new Set(rows.map(({ row }) => row));
    for (const row of await rowsAt(rooms, then, commit, keys))
      found.set(restoredKey({ versionId, row: row.key }), row);
    const missing = rows.find(entry => !found.has(restoredKey(entry)));
    if (missing)
      throw new ConflictError(
        `The row ${missing.row} is not in the files of the version it is to come back from. Remove it from the basket.`,
      );
  }
  return found;
}

function rowsAt(
  { source, storages }: { source: Source; storages: Storages },
  asset: Asset,
  commit: string,
  keys: ReadonlySet<string>,
): Promise<Restore[]> {
  const { repository, path: manifestPath, manifest } = asset;
  const place = { source, repository, commit, manifestPath, manifest };
  return Stage.use(
    storages,
    place,
    new AbortController().signal,
    async stage => {
      const rows: Restore[] = [];
      for (const file of await tableFiles(source, asset, commit, stage)) {
        const { format, before, split } = file;
        if (format === 'parquet') {
          const found = await readParquetRows({ ...file, file: before }, keys);
          for (const [key, { cells }] of found)
            rows.push({ kind: 'restore', key, cells, split });
        } else {
          const content = await readFile(before);
          rows.push(...findRows({ ...file, format, content }, keys));
        }
      }
      return rows;
    },
  );
}
