import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Files and folders that a module's code is made of: its package, and every
 * folder of packages above it with what those link to. Not what stands beside
 * them, such as a configuration with secrets.
 */
export function codeOf(module: string): readonly string[] {
  const code = new Set([packageOf(module)]);
  for (
    let folder = path.dirname(module);
    folder !== path.dirname(folder);
    folder = path.dirname(folder)
  ) {
    const packages = path.join(folder, 'node_modules');
    if (!isFolder(packages)) continue;
    code.add(packages);
    for (const linked of linksIn(packages)) code.add(linked);
  }
  return [...code];
}

/** The folder of the package that a module is part of. */
export function packageOf(module: string): string {
  let folder = path.dirname(module);
  while (!exists(path.join(folder, 'package.json')))
    folder = path.dirname(folder);
  return folder;
}

function linksIn(packages: string): string[] {
  return readdirSync(packages, { withFileTypes: true }).flatMap(entry => {
    const place = path.join(packages, entry.name);
    if (entry.isSymbolicLink())
      return exists(place) ? [realpathSync(place)] : [];
    return entry.name.startsWith('@') && entry.isDirectory()
      ? linksIn(place)
      : [];
  });
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function exists(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false }) !== undefined;
}
