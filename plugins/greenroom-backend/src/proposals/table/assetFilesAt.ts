import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../../registry/Asset';
import {
  type AssetFiles,
  findAssetFiles,
  watchedPaths,
} from '../../sync/assetFiles';
import { RepositoryReader } from '../../sync/RepositoryReader';

/** What pins the files of an asset at a commit. */
export async function assetFilesAt(
  source: Source,
  { repository, path, manifest }: Asset,
  commit: string,
): Promise<AssetFiles['files']> {
  const found = await new RepositoryReader(source, repository).files(
    commit,
    watchedPaths(path, manifest, {}),
  );
  return findAssetFiles(path, manifest, found).files;
}
