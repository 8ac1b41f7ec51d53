import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { SourceTreeEntry } from '@greenroom/backstage-plugin-greenroom-node';
import type { Manifest } from '@greenroom/manifest';

/** A path that a manifest names, as a path from the root of its repository. */
export function repositoryPath(manifestPath: string, named: string): string {
  return path.posix.normalize(
    path.posix.join(path.posix.dirname(manifestPath), named),
  );
}

/** Files whose content is the version. */
export function contentPaths(manifest: Manifest): string[] {
  if (manifest.kind === 'Dataset') {
    return [
      manifest.table.path,
      ...(manifest.table.join ?? []).map(side => side.path),
    ];
  }
  return [manifest.model.path];
}

/** Files that go along with a version without being its content. */
export function companionPaths(manifest: Manifest): string[] {
  if (manifest.kind === 'Dataset') return [];
  const named = [
    manifest.card,
    manifest.predictions?.outOfFold,
    manifest.preprocessing?.samples,
  ];
  return named.filter((name): name is string => name !== undefined);
}

export type AssetFiles =
  | { ok: true; files: Record<string, string>; byteDigest: string }
  | { ok: false; problems: FileProblem[] };

/** Finds the files a manifest names in a tree, and what identifies their bytes. */
export function findAssetFiles(
  manifestPath: string,
  manifest: Manifest,
  tree: readonly SourceTreeEntry[],
): AssetFiles {
  const oids = new Map(tree.map(entry => [entry.path, entry.oid]));
  const problems: FileProblem[] = [];
  const files: Record<string, string> = {};
  for (const named of [
    ...contentPaths(manifest),
    ...companionPaths(manifest),
  ]) {
    const full = repositoryPath(manifestPath, named);
    const oid = oids.get(full);
    if (full.startsWith('../')) {
      problems.push({
        path: manifestPath,
        line: manifest.line,
        message: `${manifest.name} names ${named}, which is outside the repository. Name a file inside it.`,
      });
    } else if (!oid) {
      problems.push({
        path: manifestPath,
        line: manifest.line,
        message: `${manifest.name} names ${full}, which is not in the repository. Add the file or correct the path.`,
      });
    } else {
      files[full] = oid;
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    files,
    byteDigest: byteDigest(manifestPath, manifest, files),
  };
}

/**
 * What identifies the bytes of a version and how they are read: the object ids
 * of its content and the part of the declaration that gives them meaning.
 */
function byteDigest(
  manifestPath: string,
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): string {
  const content = contentPaths(manifest).map(
    named => files[repositoryPath(manifestPath, named)],
  );
  const meaning =
    manifest.kind === 'Dataset'
      ? {
          table: manifest.table,
          key: manifest.key,
          label: manifest.label,
          split: manifest.split,
          annotator: manifest.annotator,
          classes: manifest.classes,
          columns: (manifest.columns ?? []).map(({ name, type }) => ({
            name,
            type,
          })),
        }
      : { preprocessing: manifest.preprocessing, classes: manifest.classes };
  return createHash('sha256')
    .update(JSON.stringify({ content, meaning }))
    .digest('hex');
}
