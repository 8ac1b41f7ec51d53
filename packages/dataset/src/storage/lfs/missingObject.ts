import { StorageError } from '../StorageError';

export function missingObject(sha256: string): StorageError {
  return new StorageError(
    'missing',
    `The pointer names the Git LFS object ${sha256}, which its storage does not have. Push it with git lfs push --all.`,
  );
}
