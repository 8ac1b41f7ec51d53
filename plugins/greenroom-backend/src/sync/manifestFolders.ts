import { createHash } from 'node:crypto';
import { matchPaths } from '@greenroom/dataset';
import path from 'node:path';
import type { SourceTreeEntry } from '@greenroom/backstage-plugin-greenroom-node';
import { folderOf, formatOfPath, isPattern } from '@greenroom/manifest';

/** A folder with manifest files. */
export type ManifestFolder = {
  readonly folder: string;
  readonly entries: readonly SourceTreeEntry[];
};

/** READMEs are cards where cards are usual: at the root, and one folder below these. */
const CARD_FOLDERS = /^((datasets?|models?|data)\/[^/]+)?$/i;

/**
 * The folders of a tree that hold manifests by the name of their files.
 *
 * @param globs - where manifests may be; undefined means everywhere
 */
export function manifestFolders(
  tree: readonly SourceTreeEntry[],
  globs?: readonly string[],
): ManifestFolder[] {
  const folders = new Map<string, SourceTreeEntry[]>();
  for (const entry of tree) {
    const isChosen =
      formatOfPath(entry.path) !== undefined &&
      (!globs || globs.some(glob => path.posix.matchesGlob(entry.path, glob)));
    if (!isChosen) continue;
    const folder = folderOf(entry.path);
    const entries = folders.get(folder) ?? [];
    entries.push(entry);
    folders.set(folder, entries);
  }
  return [...folders]
    .filter(
      ([folder, entries]) =>
        CARD_FOLDERS.test(folder) ||
        entries.some(entry => formatOfPath(entry.path) !== 'card'),
    )
    .map(([folder, entries]) => ({ folder, entries }));
}

/**
 * What a folder's reading depends on: its manifest files, the files that its
 * assets name, and who owns what. The same fingerprint is the same reading.
 */
export function folderFingerprint(
  folder: ManifestFolder,
  watched: readonly string[],
  shared: readonly string[],
  oids: ReadonlyMap<string, string>,
): string {
  const parts = [
    ...folder.entries.map(entry => [entry.path, entry.oid, entry.type]),
    ...watched.flatMap(file =>
      isPattern(file) && !oids.has(file)
        ? matchPaths(file, undefined, oids.keys()).map(match => [
            match.path,
            oids.get(match.path)!,
          ])
        : [[file, oids.get(file) ?? 'absent']],
    ),
    ...shared.map(file => [file, oids.get(file) ?? 'absent']),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
