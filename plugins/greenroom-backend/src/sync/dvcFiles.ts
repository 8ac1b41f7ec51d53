import type { Declaration } from '@greenroom/manifest';
import { repositoryPath } from './assetFiles';

/** By path in the repository: the hash by which a DVC declaration pins it. */
export function trackedByDvc(
  manifestPath: string,
  declarations: readonly Declaration[],
): [string, string][] {
  return declarations.flatMap(declaration =>
    declaration.formats.includes('dvc')
      ? (declaration.files ?? []).flatMap(({ path, md5 }): [string, string][] =>
          path && md5 ? [[repositoryPath(manifestPath, path), md5]] : [],
        )
      : [],
  );
}
