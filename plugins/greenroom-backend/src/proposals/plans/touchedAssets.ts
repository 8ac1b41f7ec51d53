import path from 'node:path';
import type { ChangedFile } from '@greenroom/backstage-plugin-greenroom-node';
import { isPattern } from '@greenroom/manifest';

/** An asset, and the files by which a change would be one of it. */
export type WatchedAsset = {
  readonly id: string;
  /** Of its manifest. */
  readonly folder: string;
  /** Files that declare it. */
  readonly paths: readonly string[];
  /** Files and patterns of its tables, its model and what goes along with them. */
  readonly watched: readonly string[];
};

/**
 * The assets that a pull request may change, by the names of the files that it
 * changes; what stands in the files is not looked at.
 *
 * @param changed - undefined where the host cut the list short: then it may be any of them
 */
export function touchedAssets<Asset extends WatchedAsset>(
  assets: readonly Asset[],
  changed: readonly ChangedFile[] | undefined,
): Asset[] {
  if (!changed) return [...assets];
  const names = changed.flatMap(({ path: now, previousPath }) =>
    previousPath === undefined ? [now] : [now, previousPath],
  );
  return assets.filter(asset => names.some(name => isOf(asset, name)));
}

function isOf({ folder, paths, watched }: WatchedAsset, name: string): boolean {
  // Another manifest beside its own may say more of it.
  const isBeside =
    folderOf(name) === folder && /\.(ya?ml|json|md)$/i.test(name);
  return (
    isBeside ||
    paths.includes(name) ||
    watched.some(each =>
      isPattern(each)
        ? path.posix.matchesGlob(name, each)
        : each === name || name.startsWith(`${each}/`),
    )
  );
}

function folderOf(name: string): string {
  const folder = path.posix.dirname(name);
  return folder === '.' ? '' : folder;
}
