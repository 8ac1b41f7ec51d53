import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import { matchPaths, patternFormat } from '@greenroom/dataset';
import {
  isPattern,
  type TabularDataset,
  tablePaths,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { ChangedFile } from '../../storage/planWriting';
import { repositoryPath } from '../../sync/contentPaths';

/** Where a new picture is put, and how it is kept there: as the one it was made of. */
export type PictureHome = Omit<ChangedFile, 'file'>;

/**
 * Where pictures that are made of others are put: beside their parents, and so of
 * their class and split.
 *
 * @param files - what pins the files of the asset
 * @returns of a picture, by its parent's key and its own
 */
export function pictureHomes(
  { path: manifestPath, manifest }: Pick<Asset, 'path' | 'manifest'>,
  files: Readonly<Record<string, string>>,
): (parent: string, key: string) => PictureHome {
  const { table } = manifest as TabularDataset;
  const paths = tablePaths(table);
  const images = paths.filter(({ of }) => of === 'images');
  const folders = images.length > 0 ? images : paths;
  const homes = new Map<
    string,
    Omit<PictureHome, 'path'> & { folder: string }
  >();
  const whole: { named: string; pin: string; folder: string }[] = [];
  for (const folder of folders) {
    const named = repositoryPath(manifestPath, folder.path);
    const pin = files[named];
    if (pin !== undefined) whole.push({ named, pin, folder: baseOf(named) });
    else
      for (const { path: found, within } of matchPaths(
        named,
        patternFormat(table, folder),
        Object.keys(files),
      ))
        homes.set(within, {
          named: found,
          pin: files[found],
          before: { beside: found },
          folder: found.slice(0, found.length - within.length),
        });
  }
  return (parent, key) => {
    const home = homes.get(parent);
    if (home) {
      const { folder, ...kept } = home;
      return { ...kept, path: `${folder}${key}` };
    }
    // Of a folder that is pinned whole nothing tells what is in it; of several, the first.
    const [tracked] = whole;
    if (tracked)
      return {
        named: tracked.named,
        pin: tracked.pin,
        before: { beside: path.posix.join(tracked.folder, parent) },
        path: path.posix.join(tracked.folder, key),
      };
    throw new ConflictError(
      `The picture ${parent} is no longer there, and one was made of it. Look at the preview again.`,
    );
  };
}

/** The folder before the first wildcard. */
function baseOf(named: string): string {
  const parts = named.split('/');
  const wild = parts.findIndex(isPattern);
  return wild < 0 ? named : parts.slice(0, wild).join('/');
}
