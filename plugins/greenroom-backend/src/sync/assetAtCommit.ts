import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from '../registry/Asset';
import type { ManifestFolder } from './manifestFolders';
import { type AssetAt, readAssetAt } from './readAssetAt';
import type { RepositoryReader } from './RepositoryReader';

/** What a commit on any branch has of an asset that is known. */
export type AtCommit =
  | { readonly type: 'there'; readonly found: AssetAt }
  | { readonly type: 'absent' }
  | { readonly type: 'unread'; readonly problems: readonly FileProblem[] };

/**
 * Looks for an asset in its folder, then in the others, where it may have
 * moved to. What cannot be read is not taken for absent.
 */
export async function assetAtCommit(
  reader: RepositoryReader,
  commit: string,
  asset: Pick<Asset, 'folder' | 'name'>,
): Promise<AtCommit> {
  const folders = await reader.folders(commit);
  const own = folders.filter(({ folder }) => folder === asset.folder);
  const others = folders.filter(({ folder }) => folder !== asset.folder);
  const problems: FileProblem[] = [];
  for (const folder of [...own, ...others]) {
    const found = await readAssetAt(reader, commit, folder, asset.name);
    if (found)
      return found.problems.length > 0
        ? {
            type: 'unread',
            problems: found.problems.map(problem =>
              reader.linked(commit, problem),
            ),
          }
        : { type: 'there', found };
    if (own.includes(folder))
      problems.push(...(await problemsOf(reader, commit, folder)));
    if (problems.length > 0) return { type: 'unread', problems };
  }
  return { type: 'absent' };
}

async function problemsOf(
  reader: RepositoryReader,
  commit: string,
  folder: ManifestFolder,
): Promise<readonly FileProblem[]> {
  // It was read just now; the reader keeps it.
  return (await reader.readFolder(commit, folder)).problems;
}
