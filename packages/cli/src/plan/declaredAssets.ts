import {
  folderOf,
  type FolderProblem,
  formatOfPath,
  type Manifest,
  readFolder,
} from '@greenroom/manifest';
import { UsageError } from '../UsageError';
import type { End } from './End';

export type DeclaredAsset = {
  readonly manifest: Manifest;
  /** The file that says most. */
  readonly path: string;
  /** All files that say something. */
  readonly paths: readonly string[];
};

export type DeclaredAssets = {
  /** By kind and name. */
  readonly assets: ReadonlyMap<string, DeclaredAsset>;
  readonly problems: readonly FolderProblem[];
};

/** More manifests are no repository of data sets and models. */
const MOST_MANIFESTS = 10_000;

/** @throws UsageError where there are too many manifests */
export async function declaredAssets(end: End): Promise<DeclaredAssets> {
  const files = [...end.paths].filter(name => formatOfPath(name) !== undefined);
  if (files.length > MOST_MANIFESTS)
    throw new UsageError(
      `${end.name} has ${files.length} manifests; at most ${MOST_MANIFESTS} are read.`,
    );
  const bytes = await end.readAll(files);
  const folders = new Map<string, { path: string; bytes: Buffer }[]>();
  files.forEach((file, i) => {
    const folder = folderOf(file);
    const list = folders.get(folder) ?? [];
    list.push({ path: file, bytes: bytes[i] });
    folders.set(folder, list);
  });
  const assets = new Map<string, DeclaredAsset>();
  const problems: FolderProblem[] = [];
  for (const list of folders.values()) {
    const read = readFolder(list);
    problems.push(...read.problems);
    for (const asset of read.assets) {
      const id = `${asset.manifest.kind}:${asset.manifest.name}`;
      if (!assets.has(id)) assets.set(id, asset);
    }
  }
  return { assets, problems };
}
