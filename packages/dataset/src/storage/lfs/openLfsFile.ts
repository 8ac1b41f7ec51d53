import { folderPlace } from '../folderPlace';
import type { OpenObject } from '../OpenedObject';
import { missingObject } from './missingObject';

/**
 * Opens Git LFS objects of a folder of this machine: `lfs/objects` of a
 * repository, laid out as `ab/cd/abcd…` (git-lfs, docs/man `.git/lfs`).
 */
export function openLfsFile(folder: string, sha256: string): OpenObject {
  const place = folderPlace(folder);
  const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
  return async signal => {
    const opened = await place.open(key, signal);
    if (!opened) throw missingObject(sha256);
    return opened;
  };
}
