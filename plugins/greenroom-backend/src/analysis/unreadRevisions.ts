import { groupBy } from '../database/groupBy';
import { isStale, type RevisionRow } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';

/** Revisions that nobody read, and those that an engine of before read, by asset: their last good version stays meanwhile. */
export async function unreadRevisions(
  assets: AssetStore,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, RevisionRow[]>> {
  const versions = await assets.listVersionsOf(assetIds);
  const stale = [...versions.values()].flat().filter(isStale);
  return groupBy(
    [
      ...(await assets.listRevisionsOfVersions(stale.map(({ id }) => id))),
      ...(await assets.listRevisionsWithoutVersion(assetIds)),
    ],
    ({ asset_id }) => asset_id,
  );
}
