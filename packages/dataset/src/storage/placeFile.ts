import { copyFile, link } from 'node:fs/promises';

/** File systems that have no links, or no more of them for this file, or another one on this side. */
const WITHOUT_LINKS = new Set([
  'EXDEV',
  'EPERM',
  'ENOTSUP',
  'EMLINK',
  'ENOSYS',
]);

/** Makes a file stand at a second place without taking room twice, where the file system lets it. */
export async function placeFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!WITHOUT_LINKS.has(code)) throw error;
    await copyFile(from, to);
  }
}
