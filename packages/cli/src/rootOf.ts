import { existsSync } from 'node:fs';
import path from 'node:path';

/** The working tree that a folder is in, else the folder itself. */
export function rootOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return folder;
  }
}
