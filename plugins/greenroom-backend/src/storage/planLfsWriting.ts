import {
  folderPlace,
  lfsKey,
  StorageError,
  uploadLfs,
} from '@greenroom/dataset';
import { editLfsPointer } from '@greenroom/change';
import type { RepositoryReader } from '../sync/RepositoryReader';
import { lfsServerOf } from './lfsServerOf';
import { namedObject } from './namedObject';
import type { ChangedFile, Writing } from './planWriting';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

/** Plans files that are Git LFS pointers in the repository: the pointer changes, the object is uploaded. */
export async function planLfsWriting(
  storages: Storages,
  where: StagePlace & { readonly reader: RepositoryReader },
  changed: readonly ChangedFile[],
  options: { readonly signal: AbortSignal; readonly token?: string },
): Promise<Writing> {
  if (changed.length === 0) return { edits: [], keep: async () => {} };
  const { reader, commit } = where;
  const server = await lfsServerOf(where, options);
  if (server.type === 'server' && server.namedBy === 'repository')
    throw new StorageError(
      'forbidden',
      `${changed[0].path} is in the Git LFS server ${server.url}, which the repository's .lfsconfig names and nothing is put into from here. Push the change with git lfs, or keep the objects on the git host.`,
      changed[0].path,
    );
  const objects = await Promise.all(
    changed.map(({ file }) => namedObject(file)),
  );
  const edits = await Promise.all(
    changed.map(async ({ path, before }, i) => {
      // A new file gets a pointer as the one beside it has.
      const like = typeof before === 'string' ? path : before.beside;
      const text = (await reader.text(commit, like)) ?? '';
      return {
        path,
        content: Buffer.from(editLfsPointer(text, path, objects[i])),
      };
    }),
  );
  return {
    edits,
    keep: async () => {
      if (server.type === 'folder') {
        const place = folderPlace(server.folder);
        for (const object of objects)
          await place.keep(lfsKey(object.sha256), object, options.signal);
        return;
      }
      await uploadLfs(
        storages.lfsUploads(server),
        objects,
        options.signal,
      ).catch(error => {
        throw forbiddenTo(error, changed[0].path, options.token) ?? error;
      });
    },
  };
}

/** A person who may not write gets a fork for their commits; a fork has no objects of its own. */
function forbiddenTo(
  error: unknown,
  path: string,
  token: string | undefined,
): StorageError | undefined {
  if (!(error instanceof StorageError) || token === undefined) return undefined;
  if (error.failure !== 'refused') return undefined;
  return new StorageError(
    'forbidden',
    `${path} is in Git LFS, into which you may not put objects, and a fork of yours cannot hold them. Ask for write access to the repository, or have somebody who has it take your basket by its link.`,
    path,
  );
}
