import { folderPlace } from '../folderPlace';
import type { OpenObject } from '../OpenedObject';
import { missingObject } from './missingObject';

/**
 * Opens Git LFS objects of a folder of this machine: `lfs/objects` of a
 * repository, laid out as `ab/cd/abcd…` (git-lfs, docs/man `.git/lfs`).
 */
export function openLfsFile(folder: string, sha256: string): OpenObject {
  const place = folderPlace(folder);
  return async signal => {
    const opened = await place.open(lfsKey(sha256), signal);
    if (!opened) throw missingObject(sha256);
    return opened;
  };
}

/** Where an object lies in such a folder. */
export function lfsKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}
