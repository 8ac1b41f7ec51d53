import type {
  RowChangeEntry,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { isTabular, type Manifest } from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { restoredRows } from './restoredRows';
import { type MadeEdits, rowChangeEdits } from './rowChangeEdits';

/**
 * What the entries of a basket have the files of a data set say, rows that come
 * back read from the versions that have them.
 *
 * @throws ConflictError where such a version or row is no longer there
 */
export async function rowEdits(
  rooms: Parameters<typeof restoredRows>[0],
  asset: Asset,
  entries: readonly (RowEntry | RowChangeEntry)[],
): Promise<MadeEdits> {
  return rowChangeEdits(
    entries,
    splitColumn(asset.manifest),
    await restoredRows(rooms, asset, entries),
  );
}

/** Where a column tells the split of a row; undefined where files do. */
function splitColumn(manifest: Manifest): string | undefined {
  return isTabular(manifest) && !manifest.table.splits
    ? manifest.split
    : undefined;
}
