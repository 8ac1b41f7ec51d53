import type { Manifest } from '@greenroom/manifest';
import { type AssetFiles, findAssetFiles, watchedPaths } from './assetFiles';
import type { ManifestFolder } from './manifestFolders';
import type { RepositoryReader } from './RepositoryReader';

/** An asset as git has it at one commit. */
export type AssetAt = AssetFiles & {
  readonly commit: string;
  /** Of its manifest. */
  readonly path: string;
  readonly manifest: Manifest;
};

/** What a folder declares of one asset at a commit; undefined where it declares none of that name. */
export async function readAssetAt(
  reader: RepositoryReader,
  commit: string,
  folder: ManifestFolder,
  name: string,
): Promise<AssetAt | undefined> {
  const { assets } = await reader.readFolder(commit, folder);
  const found = assets.find(each => each.manifest.name === name);
  if (!found) return undefined;
  const { manifest, path } = found;
  const files = await reader.files(commit, watchedPaths(path, manifest, {}));
  return {
    commit,
    path,
    manifest,
    ...findAssetFiles(path, manifest, files),
  };
}

/** What makes a revision: where in the file a field stands does not. */
export function identityOf(
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): string {
  return JSON.stringify([meaningOf(manifest), Object.entries(files).sort()]);
}

/** What a manifest says, wherever in its file. */
export function meaningOf({
  line: _line,
  origins: _origins,
  ...meaning
}: Manifest): Omit<Manifest, 'line' | 'origins'> {
  return meaning;
}
