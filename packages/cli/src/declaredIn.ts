import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Manifest, readManifest } from '@greenroom/manifest';
import { UsageError } from './UsageError';

/**
 * The first asset of a kind that a manifest declares.
 *
 * @param what - is wanted, for the message
 * @throws UsageError naming file and line
 */
export async function declaredIn<Wanted extends Manifest>(
  file: string,
  isWanted: (manifest: Manifest) => manifest is Wanted,
  what: string,
): Promise<Wanted> {
  const read = readManifest(file, await readFile(present(file)));
  if (!read.ok) {
    const [{ line, column, message }] = read.errors;
    throw new UsageError(`${file}:${line}:${column}: ${message}`);
  }
  const found = read.assets.find(isWanted);
  if (!found) throw new UsageError(`${file} declares no ${what}.`);
  return found;
}

/** @throws UsageError where there is no such file */
export function present(file: string): string {
  if (existsSync(file)) return file;
  throw new UsageError(`There is no file ${file}.`);
}
