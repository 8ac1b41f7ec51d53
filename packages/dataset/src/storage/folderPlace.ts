import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { keepInFolder } from './keepInFolder';
import type { WritablePlace } from './ObjectPlace';
import type { OpenedObject } from './OpenedObject';
import { StorageError } from './StorageError';

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/** Objects as files of a folder of this machine. Links that lead out of it are not followed. */
export function folderPlace(folder: string): WritablePlace {
  return {
    name: folder,
    keep: (key, object) => keepInFolder(folder, key, object),
    async open(key) {
      try {
        return await openFile(folder, key);
      } catch (error) {
        if (error instanceof StorageError) throw error;
        const { code = '', message } = error as NodeJS.ErrnoException;
        if (ABSENT.has(code)) return undefined;
        throw new StorageError(
          code === 'EACCES' ? 'refused' : 'unreachable',
          `${folder} cannot be read: ${message}.`,
        );
      }
    },
  };
}

async function openFile(folder: string, key: string): Promise<OpenedObject> {
  const root = await realpath(folder);
  const file = await realpath(path.join(root, key));
  if (!file.startsWith(`${root}${path.sep}`)) {
    throw new StorageError(
      'forbidden',
      `${key} leads out of ${folder}. Put the object itself there.`,
    );
  }
  // A pipe would make the opening wait for ever.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    throw new StorageError(
      'forbidden',
      `${key} in ${folder} is no file. Put the object itself there.`,
    );
  }
  return { stream: handle.createReadStream(), sizeBytes: found.size };
}
