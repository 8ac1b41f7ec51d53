import path from 'node:path';
import { type ArtifactStore, isArtifactName } from './ArtifactStore';

/** Does a task while those of some paths that are artifacts of some stores stand there. */
export function withArtifacts<T>(
  stores: readonly ArtifactStore[],
  paths: readonly string[],
  task: () => Promise<T>,
): Promise<T> {
  return stores.reduceRight<() => Promise<T>>((inner, store) => {
    const names = namesBelow(store.directory, paths);
    return names.length === 0 ? inner : () => store.use(names, inner);
  }, task)();
}

function namesBelow(directory: string, paths: readonly string[]): string[] {
  const names = paths
    .filter(each => each.startsWith(`${directory}${path.sep}`))
    .map(each => path.basename(each))
    .filter(isArtifactName);
  return [...new Set(names)];
}
