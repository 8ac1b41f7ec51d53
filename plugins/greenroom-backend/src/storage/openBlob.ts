import { stringifyError } from '@backstage/errors';
import { type OpenObject, StorageError } from '@greenroom/dataset';
import {
  BlobTooLargeError,
  type Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { Readable } from 'node:stream';

/** A git blob, read through its source. */
export function openBlob(
  { source, repository }: { source: Source; repository: string },
  oid: string,
): OpenObject {
  return async () => {
    const content = await source
      .readBlob(repository, oid)
      .catch((error: unknown) => {
        if (error instanceof BlobTooLargeError)
          throw new StorageError(
            'too-large',
            `${error.message} Keep large files in Git LFS or DVC.`,
          );
        throw new StorageError(
          'unreachable',
          `${repository} did not give the object ${oid}: ${stringifyError(
            error,
          )}. It is asked again later.`,
        );
      });
    return { stream: Readable.from([content]), sizeBytes: content.length };
  };
}
