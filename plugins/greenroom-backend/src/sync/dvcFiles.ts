import path from 'node:path';
import type { Declaration, DeclaredFile } from '@greenroom/manifest';
import { repositoryPath } from './assetFiles';

/** What DVC tracks under a path, and where else it may be had. */
export type TrackedFile = Pick<
  DeclaredFile,
  'remote' | 'importedFrom' | 'sizeBytes'
> & {
  /** In the repository: of the file, or of the folder that holds it. */
  readonly path: string;
  /** Of a folder with `.dir` at its end. */
  readonly md5: string;
  /** The `.dvc` or lock file that says so. */
  readonly tracker: string;
};

/** What DVC declarations of a file track. */
export function trackedByDvc(
  manifestPath: string,
  declarations: readonly Declaration[],
): TrackedFile[] {
  return declarations.flatMap(declaration =>
    declaration.formats.includes('dvc')
      ? (declaration.files ?? []).flatMap(
          ({
            path: named,
            md5,
            remote,
            importedFrom,
            sizeBytes,
          }): TrackedFile[] =>
            named && md5
              ? [
                  {
                    path: repositoryPath(manifestPath, named),
                    md5,
                    remote,
                    importedFrom,
                    sizeBytes,
                    tracker: manifestPath,
                  },
                ]
              : [],
        )
      : [],
  );
}

/** `data/a.csv` may be tracked by `data/a.csv.dvc`, `data.dvc`, or a lock file on the way up. */
export function trackersOf(full: string): string[] {
  const parts = full.split('/');
  const above = parts.map((_, i) => parts.slice(0, parts.length - i).join('/'));
  const locks = above.map(folder =>
    folder.includes('/')
      ? `${path.posix.dirname(folder)}/dvc.lock`
      : 'dvc.lock',
  );
  return [...new Set([...above.map(name => `${name}.dvc`), ...locks])];
}
