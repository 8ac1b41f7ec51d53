import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file, or what is below a folder, by path from the root; hidden folders are not entered. */
export async function listFiles(
  root: string,
  base: string,
): Promise<Map<string, 'file' | 'other'>> {
  const found = new Map<string, 'file' | 'other'>();
  const start = await lstat(path.join(root, base)).catch(() => undefined);
  if (!start) return found;
  if (!start.isDirectory())
    return found.set(base, start.isFile() ? 'file' : 'other');
  const folders = [base];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    const entries = await readdir(path.join(root, folder), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const full = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.')) folders.push(full);
      } else found.set(full, entry.isFile() ? 'file' : 'other');
    }
  }
  return found;
}
