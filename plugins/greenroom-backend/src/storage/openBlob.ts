import { stringifyError } from '@backstage/errors';
import { type OpenObject, StorageError } from '@greenroom/dataset';
import {
  BlobTooLargeError,
  type OpenedBlob,
  type Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { Readable } from 'node:stream';

type Place = { readonly source: Source; readonly repository: string };

/** A git blob, read through its source; as it comes where the source can. */
export function openBlob(
  place: Place,
  oid: string,
  limitBytes: number,
): OpenObject {
  return () =>
    open(place, oid, limitBytes).catch((error: unknown) => {
      if (error instanceof BlobTooLargeError)
        throw new StorageError(
          'too-large',
          `${error.message} Split it, keep it in Git LFS or DVC, or raise greenroom.cache.maxObjectSize.`,
        );
      throw new StorageError(
        'unreachable',
        `${place.repository} did not give the object ${oid}: ${stringifyError(
          error,
        )}. It is asked again later.`,
      );
    });
}

async function open(
  { source, repository }: Place,
  oid: string,
  limitBytes: number,
): Promise<OpenedBlob> {
  if (source.openBlob) return source.openBlob(repository, oid, { limitBytes });
  const content = await source.readBlob(repository, oid, { limitBytes });
  return { stream: Readable.from([content]), sizeBytes: content.length };
}
