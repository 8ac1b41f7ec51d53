import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { folderOf, type FolderFile, formatOfPath } from '@greenroom/manifest';
import { UsageError } from './UsageError';

/** What no manifest is as large as; so much is read to say so. */
const READ_BYTES = 9 * 1024 * 1024;

/** The bytes of a file, or as many of them as tell that there are too many. */
export function readBytes(file: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(`There is no file ${file}.`);
  // A sparse view of the length is enough to be refused for it.
  return stat.size > READ_BYTES
    ? new Uint8Array(READ_BYTES)
    : readFileSync(file);
}

/** Reads text files that a manifest names beside itself; nothing outside its folder. */
export function besideOf(file: string) {
  const folder = path.dirname(file);
  return (named: string): string | undefined => {
    const full = path.resolve(folder, named);
    const isInside = full.startsWith(path.resolve(folder) + path.sep);
    return isInside && existsSync(full) && statSync(full).isFile()
      ? readFileSync(full, 'utf8')
      : undefined;
  };
}

/** The manifest files that describe the same assets as this one: those of its folder. */
export function folderFiles(file: string): FolderFile[] {
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory();
  const folder = isFolder
    ? file
    : folderOf(file) || (path.isAbsolute(file) ? '/' : '.');
  const results = path.join(folder, '.eval_results');
  const names = [
    ...listed(folder).map(name => path.join(folder, name)),
    ...listed(results).map(name => path.join(results, name)),
  ].filter(name => formatOfPath(name) !== undefined);
  const all = isFolder || names.includes(file) ? names : [...names, file];
  return all.map(name => ({ path: name, bytes: readBytes(name) }));
}

function listed(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name);
}
