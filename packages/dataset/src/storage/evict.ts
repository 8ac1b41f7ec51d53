import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** A sweep makes this share of the limit free, so that the next object needs none. */
const FREE_SHARE = 0.1;
/** Files asked for at a time. */
const BATCH = 64;

type Kept = {
  readonly file: string;
  readonly sizeBytes: number;
  readonly usedMillis: number;
  /** Stands at another place, too: somebody reads it. */
  readonly isInUse: boolean;
};

/**
 * Removes files below a folder of folders, those first that nobody used for
 * longest, until they are within the limit. What is in use stays.
 *
 * @returns bytes that are left
 */
export async function evict(
  directory: string,
  limitBytes: number,
): Promise<number> {
  const files = await listFiles(directory);
  let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total <= limitBytes) return total;
  const oldestFirst = files
    .filter(({ isInUse }) => !isInUse)
    .sort((a, b) => a.usedMillis - b.usedMillis);
  const goal = limitBytes * (1 - FREE_SHARE);
  for (const { file, sizeBytes } of oldestFirst) {
    if (total <= goal) break;
    await rm(file, { force: true });
    total -= sizeBytes;
  }
  return total;
}

async function listFiles(directory: string): Promise<Kept[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  const kept: Kept[] = [];
  for (let i = 0; i < names.length; i += BATCH) {
    const batch = await Promise.all(names.slice(i, i + BATCH).map(keptFile));
    kept.push(...batch.flatMap(each => each ?? []));
  }
  return kept;
}

async function keptFile(file: string): Promise<Kept | undefined> {
  const found = await stat(file).catch(() => undefined);
  return (
    found && {
      file,
      sizeBytes: found.size,
      usedMillis: found.mtimeMs,
      isInUse: found.nlink > 1,
    }
  );
}
