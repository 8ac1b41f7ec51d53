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
};

/** What DVC declarations of a file track. */
export function trackedByDvc(
  manifestPath: string,
  declarations: readonly Declaration[],
): TrackedFile[] {
  return declarations.flatMap(declaration =>
    declaration.formats.includes('dvc')
      ? (declaration.files ?? []).flatMap(
          ({ path, md5, remote, importedFrom, sizeBytes }): TrackedFile[] =>
            path && md5
              ? [
                  {
                    path: repositoryPath(manifestPath, path),
                    md5,
                    remote,
                    importedFrom,
                    sizeBytes,
                  },
                ]
              : [],
        )
      : [],
  );
}
