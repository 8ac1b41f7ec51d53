import {
  digestOf,
  type LfsObject,
  openLfsFile,
  StorageError,
} from '@greenroom/dataset';
import type { RepositoryReader } from '../sync/RepositoryReader';
import { lfsServerOf } from './lfsServerOf';
import type { PlannedFile } from './planFiles';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

type LfsPin = {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes?: number;
};

/** Plans files that are Git LFS pointers in the repository. */
export async function planLfs(
  storages: Storages,
  where: StagePlace & { readonly reader: RepositoryReader },
  files: readonly LfsPin[],
): Promise<PlannedFile[]> {
  if (files.length === 0) return [];
  const server = await lfsServerOf(where);
  const openers =
    server.type === 'folder'
      ? files.map(({ sha256 }) => openLfsFile(server.folder, sha256))
      : storages.lfsServer(server).openers(await sized(where, files));
  return files.map(({ path, sha256 }, i) => ({
    path,
    digest: digestOf('sha256', sha256),
    open: openers[i],
  }));
}

/** The API wants sizes, which stand in the pointers. */
async function sized(
  { reader, commit }: { reader: RepositoryReader; commit: string },
  files: readonly LfsPin[],
): Promise<LfsObject[]> {
  const { pointers } = await reader.files(
    commit,
    files
      .filter(({ sizeBytes }) => sizeBytes === undefined)
      .map(({ path }) => path),
  );
  return files.map(({ path, sha256, sizeBytes }) => {
    if (sizeBytes !== undefined) return { sha256, sizeBytes };
    const pointer = pointers.get(path);
    if (pointer?.sha256 === sha256) return pointer;
    throw new StorageError(
      'missing',
      `${path}: its Git LFS pointer is no longer what it was at ${commit.slice(
        0,
        7,
      )}. Refresh the asset to read it again.`,
      path,
    );
  });
}
