import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  open,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import path from 'node:path';
import type { Kept } from './ObjectPlace';
import type { LocalFile } from './ReadAddress';
import { StorageError } from './StorageError';

/** As DVC and git-lfs leave objects: nobody writes them again. */
const READ_ONLY = 0o444;

/**
 * Keeps an object in a folder of this machine whole or not at all. Links that
 * lead out of the folder are not followed.
 *
 * @throws StorageError where the folder cannot be written
 */
export async function keepInFolder(
  folder: string,
  key: string,
  { file, sizeBytes }: LocalFile,
): Promise<Kept> {
  try {
    await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    const target = path.join(root, key);
    const place = path.dirname(target);
    await mkdir(place, { recursive: true });
    const real = await realpath(place);
    if (real !== root && !real.startsWith(`${root}${path.sep}`))
      throw new StorageError(
        'forbidden',
        `${key} leads out of ${folder}. Take away the link that leads there.`,
      );
    const found = await stat(target).catch(() => undefined);
    if (found?.size === sizeBytes) return 'there';
    const draft = path.join(place, `.${randomUUID()}`);
    try {
      await copyFile(file, draft, constants.COPYFILE_EXCL);
      await chmod(draft, READ_ONLY);
      await flushed(draft);
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
    return 'kept';
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StorageError(
      code === 'EACCES' || code === 'EROFS' ? 'refused' : 'unreachable',
      `${folder} cannot be written: ${message}. Let the backend write there, and publish again.`,
    );
  }
}

/** A pointer to it is pushed next: a machine that loses its power must not lose the object. */
async function flushed(file: string): Promise<void> {
  const handle = await open(file);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
