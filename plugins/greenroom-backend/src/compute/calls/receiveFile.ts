import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError } from '@backstage/errors';

/**
 * Writes a stream to a file that is there whole or not at all.
 *
 * @returns its size
 * @throws InputError where it is larger than it may be, or not what was announced
 */
export async function receiveFile(
  from: Readable,
  to: {
    readonly file: string;
    readonly sha256: string;
    readonly maximumBytes: number;
  },
): Promise<number> {
  const { file, sha256, maximumBytes } = to;
  const partial = `${file}.${randomUUID()}.partial`;
  const hash = createHash('sha256');
  let bytes = 0;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await pipeline(
      from,
      async function* counted(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > maximumBytes)
            throw new InputError(
              `${path.basename(file)} is larger than what is left of ${
                maximumBytes / 1e9
              } GB. Raise greenroom.compute.disk.`,
            );
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(partial),
    );
    const found = hash.digest('hex');
    if (found !== sha256)
      throw new InputError(
        `${path.basename(
          file,
        )} came with the SHA-256 ${found}, not ${sha256}. Send it again.`,
      );
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
  return bytes;
}
