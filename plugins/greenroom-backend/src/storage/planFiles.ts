import {
  type Digest,
  digestOf,
  type OpenObject,
  StorageError,
} from '@greenroom/dataset';
import { openBlob } from './openBlob';
import type { StagePlace } from './Stage';
import { readPin } from './readPin';

/** A file, what its bytes are, and how they are got. */
export type PlannedFile = {
  /** In the repository. */
  readonly path: string;
  readonly digest: Digest;
  readonly open: OpenObject;
};

/** @throws StorageError for a file whose storage is not read here */
export async function planFiles(
  where: StagePlace,
  pins: Readonly<Record<string, string>>,
): Promise<PlannedFile[]> {
  return Object.entries(pins).map(([path, pin]) => {
    const read = readPin(pin);
    switch (read?.storage) {
      case 'git':
        return {
          path,
          digest: digestOf('git', read.oid),
          open: openBlob(where, read.oid),
        };
      default:
        throw new StorageError(
          'unsupported',
          `${path} is in a storage that is not read here (${pin}).`,
          path,
        );
    }
  });
}
