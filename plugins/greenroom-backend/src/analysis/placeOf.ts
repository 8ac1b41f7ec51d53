import type { Manifest } from '@greenroom/manifest';
import type { StagePlace } from '../storage/Stage';
import type { assetAndSource } from './AnalysisRooms';

/**
 * Where files of an asset are read at a commit.
 *
 * @param manifest - that names the files
 */
export function placeOf(
  { asset, source }: Awaited<ReturnType<typeof assetAndSource>>,
  commit: string,
  manifest: Manifest,
): StagePlace {
  return {
    source,
    repository: asset.repository,
    headCommit: asset.headCommit,
    commit,
    manifestPath: asset.path,
    manifest,
  };
}
