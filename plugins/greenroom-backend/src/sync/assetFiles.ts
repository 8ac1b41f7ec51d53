import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { SourceTreeEntry } from '@greenroom/backstage-plugin-greenroom-node';
import { matchPaths } from '@greenroom/dataset';
import { readPin } from '../storage/readPin';
import type { TrackedFile } from './dvcFiles';
import {
  type DatasetManifest,
  type DeclaredFile,
  isAnnotatorTable,
  isPattern,
  isRunnable,
  isTabular,
  type LfsPointer,
  type Manifest,
} from '@greenroom/manifest';
import {
  type ContentPath,
  contentPaths,
  pinsBehind,
  predictionPaths,
  repositoryPath,
  watchedPath,
} from './contentPaths';

export { repositoryPath };

/** Files that go along with a version without being its content. */
function companionPaths(manifest: Manifest): string[] {
  const named =
    manifest.kind === 'Dataset'
      ? [
          manifest.reference?.path,
          ...annotatorPaths(manifest),
          manifest.guideline,
        ]
      : [
          manifest.card,
          ...(manifest.model || manifest.endpoint
            ? predictionPaths(manifest)
            : []),
          manifest.preprocessing?.samples,
        ];
  return named.filter(name => name !== undefined);
}

function annotatorPaths({ annotators }: DatasetManifest): string[] {
  if (!annotators) return [];
  return isAnnotatorTable(annotators)
    ? [annotators.table]
    : annotators.files.map(({ path: file }) => file);
}

/** Files that a foreign manifest lists; many lists name what is elsewhere. */
function listedFiles(manifest: Manifest): readonly DeclaredFile[] {
  return manifest.files ?? [];
}

/** The files of a repository at a commit, and the pointers that stand for large ones. */
export type RepositoryFiles = {
  readonly entries: ReadonlyMap<string, SourceTreeEntry>;
  readonly pointers: ReadonlyMap<string, LfsPointer>;
  /** By path: what `.dvc` files of the repository track. */
  readonly tracked: ReadonlyMap<string, TrackedFile>;
};

export type AssetFiles = {
  /** Path in the repository to what pins its bytes: a git object id, `lfs:<sha256>:<bytes>`, `dvc:<md5>`. */
  readonly files: Readonly<Record<string, string>>;
  readonly byteDigest: string;
  /** Nothing is wrong where it is empty. */
  readonly problems: readonly FileProblem[];
};

/** So many files of a table are pinned one by one, which every revision repeats. */
const MAXIMUM_TABLE_FILES = 50_000;
/** So many files of a glob identify a version. */
const MAXIMUM_MATCHES = 10_000;

/** Finds the files a manifest names at a commit, and what identifies their bytes. */
export function findAssetFiles(
  manifestPath: string,
  manifest: Manifest,
  repository: RepositoryFiles,
): AssetFiles {
  const problems: FileProblem[] = [];
  const files: Record<string, string> = {};
  const lineOf = (field: string) =>
    manifest.origins[`/${field}`]?.line ?? manifest.line;
  const content = contentPaths(manifest);
  const declared: ContentPath[] = [
    ...content,
    ...companionPaths(manifest).map(
      (named): ContentPath => ({ named, of: 'companion' }),
    ),
  ];
  for (const wanted of declared) {
    const full = repositoryPath(manifestPath, wanted.named);
    const pin =
      pinOf(full, repository) ?? declaredPin(manifestPath, manifest, full);
    if (pin) {
      files[full] = pin;
      continue;
    }
    const found = pinsMatching(full, wanted.format, repository);
    Object.assign(files, found.pins);
    if (found.problem === undefined || isElsewhere(manifest, wanted)) continue;
    problems.push({
      path: manifestPath,
      line: lineOf(manifest.kind === 'Dataset' ? 'table' : 'model'),
      message: `${manifest.name} names ${full}, ${found.problem}`,
    });
  }
  for (const file of listedFiles(manifest)) {
    for (const [full, pin] of pinsOf(manifestPath, file, repository))
      files[full] = pin;
  }
  return {
    files,
    problems,
    byteDigest: byteDigest(manifestPath, manifest, files),
  };
}

/** A card stands for files on its hub as well: a copy of it without them is no mistake. */
function isElsewhere(manifest: Manifest, { of }: ContentPath): boolean {
  return (
    of === 'table' &&
    manifest.origins['/table']?.format === 'huggingface-dataset'
  );
}

/** Whether the rows or the graph can be read: everything needed is pinned by something that can be fetched. */
export function isReadable(
  manifestPath: string,
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): boolean {
  if (!isTabular(manifest) && !isRunnable(manifest)) return false;
  return contentPaths(manifest).every(content => {
    const pins = pinsBehind(manifestPath, content, files);
    return pins.length > 0 && pins.every(([, pin]) => readPin(pin));
  });
}

/** Paths whose change makes another reading. */
export function watchedPaths(
  manifestPath: string,
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): string[] {
  const declared = [
    ...contentPaths(manifest).map(watchedPath),
    ...companionPaths(manifest),
  ].map(named => repositoryPath(manifestPath, named));
  const patterns = declared.filter(isPattern);
  const others = Object.keys(files).filter(
    file => !patterns.some(pattern => path.posix.matchesGlob(file, pattern)),
  );
  const all = [...new Set([...declared, ...others])];
  return all.flatMap(full => [full, `${full}.dvc`]);
}

/** The pins of all files that a folder or pattern stands for, or why there are none. */
function pinsMatching(
  full: string,
  format: ContentPath['format'],
  repository: RepositoryFiles,
): { pins: Record<string, string>; problem?: string } {
  const isOutside = full.startsWith('../');
  const matches = isOutside
    ? []
    : matchPaths(full, format, repository.entries.keys());
  if (matches.length > MAXIMUM_TABLE_FILES) {
    return {
      pins: {},
      problem: `which stands for ${matches.length} files; at most ${MAXIMUM_TABLE_FILES} are followed one by one. Pack them into a Parquet file, or track the folder with DVC.`,
    };
  }
  const pins: Record<string, string> = {};
  for (const { path: found } of matches) {
    const pin = pinOf(found, repository);
    if (!pin) return { pins: {}, problem: whyNot(found, repository) };
    pins[found] = pin;
  }
  if (matches.length > 0) return { pins };
  return {
    pins,
    problem:
      isPattern(full) && !isOutside
        ? 'which no file of the repository matches. Add the files or correct the pattern.'
        : whyNot(full, repository),
  };
}

function pinOf(full: string, repository: RepositoryFiles): string | undefined {
  if (full.startsWith('../')) return undefined;
  const pointer = repository.pointers.get(full);
  // Git LFS servers are asked for an object with its size.
  if (pointer) return `lfs:${pointer.sha256}:${pointer.sizeBytes}`;
  const entry = repository.entries.get(full);
  if (entry) return entry.type === 'file' ? entry.oid : undefined;
  // A folder is watched by the pattern of what is in it.
  const tracked =
    repository.tracked.get(full) ?? repository.tracked.get(`${full}/**`);
  return tracked && `dvc:${tracked.md5}`;
}

/** A hash that the manifest itself (or a `.dvc` file beside it) declares. */
function declaredPin(
  manifestPath: string,
  manifest: Manifest,
  full: string,
): string | undefined {
  const file = listedFiles(manifest).find(each =>
    isDeclaredAs(each, manifestPath, full),
  );
  return file && hashOf(file);
}

/** Whether a declared file is the one at a path; one that is elsewhere is known by its name. */
export function isDeclaredAs(
  { path: known, name, url }: DeclaredFile,
  manifestPath: string,
  full: string,
): boolean {
  const said = known ?? (url === undefined ? undefined : name);
  return said !== undefined && repositoryPath(manifestPath, said) === full;
}

function hashOf({ md5, sha256, etag }: DeclaredFile): string | undefined {
  if (md5) return `dvc:${md5}`;
  if (sha256) return `sha256:${sha256}`;
  return etag && `etag:${etag}`;
}

function pinsOf(
  manifestPath: string,
  file: DeclaredFile,
  repository: RepositoryFiles,
): [string, string][] {
  const hash = hashOf(file);
  if (!file.path || file.containedIn) {
    return file.url && hash ? [[file.url, hash]] : [];
  }
  const full = repositoryPath(manifestPath, file.path);
  const pin = pinOf(full, repository) ?? hash;
  if (pin) return [[full, pin]];
  if (!/[*?[{]/.test(full)) return [];
  return [...repository.entries]
    .filter(
      ([candidate, entry]) =>
        entry.type === 'file' && path.posix.matchesGlob(candidate, full),
    )
    .slice(0, MAXIMUM_MATCHES)
    .map(([candidate, { oid }]) => [candidate, oid]);
}

function whyNot(full: string, repository: RepositoryFiles): string {
  if (full.startsWith('../')) {
    return 'which is outside the repository. Name a file inside it.';
  }
  switch (repository.entries.get(full)?.type) {
    case 'symlink':
      return 'which is a symbolic link; links are not followed. Commit the file itself.';
    case 'submodule':
      return 'which is a submodule; submodules are not entered. Declare it in its own repository.';
    default:
      return 'which is not in the repository. Add the file or correct the path.';
  }
}

/**
 * What identifies the bytes of a version and how they are read: what pins its
 * content and the part of the declaration that gives it meaning.
 */
function byteDigest(
  manifestPath: string,
  manifest: Manifest,
  files: Readonly<Record<string, string>>,
): string {
  const named = contentPaths(manifest).map(each => {
    const pins = pinsBehind(manifestPath, each, files);
    // Of a folder of pictures, the names are content, too.
    return pins.length === 1 ? pins[0][1] : pins;
  });
  const companions = new Set(
    companionPaths(manifest).map(each => repositoryPath(manifestPath, each)),
  );
  const content =
    named.length > 0
      ? named
      : Object.entries(files)
          .filter(([full]) => !companions.has(full))
          .sort();
  const meaning =
    manifest.kind === 'Dataset'
      ? {
          table: manifest.table,
          key: manifest.key,
          label: manifest.label,
          split: manifest.split,
          // Absent of data sets of before, whose digest stays.
          query: manifest.query,
          annotator: manifest.annotator,
          classes: manifest.classes,
          columns: (manifest.columns ?? []).map(({ name, type }) => ({
            name,
            type,
          })),
        }
      : {
          preprocessing: manifest.preprocessing,
          classes: manifest.classes,
          // Absent of models of before, whose digest stays.
          endpoint: manifest.endpoint,
          threshold: manifest.threshold,
        };
  return createHash('sha256')
    .update(JSON.stringify({ content, meaning }))
    .digest('hex');
}
