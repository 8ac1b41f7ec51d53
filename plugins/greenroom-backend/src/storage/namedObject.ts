import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type LocalObject, md5Dos2unix } from '@greenroom/dataset';

/** A file of this machine under all names by which storages know it. */
export type NamedObject = LocalObject & {
  readonly md5: string;
  /** Of DVC before 3.0. */
  readonly md5Dos2unix: string;
};

/** Reads a file once for all of its digests. */
export async function namedObject(file: string): Promise<NamedObject> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  const before = md5Dos2unix();
  let sizeBytes = 0;
  for await (const chunk of createReadStream(file)) {
    sizeBytes += chunk.length;
    sha256.update(chunk);
    md5.update(chunk);
    before.update(chunk);
  }
  return {
    file,
    sizeBytes,
    sha256: sha256.digest('hex'),
    md5: md5.digest('hex'),
    md5Dos2unix: before.digest(),
  };
}
