import { createHash } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';

/** Git blobs on disk, each fetched once and verified against its object id. */
export class BlobCache {
  constructor(private readonly directory: string) {}

  /** The local path of a blob; `extension` (with its dot) tells readers its format. */
  async fetch(
    source: Source,
    repository: string,
    oid: string,
    extension: string = '',
  ): Promise<string> {
    if (!/^[0-9a-f]{40,64}$/.test(oid))
      throw new Error(`Not a git object id: ${oid}`);
    const target = path.join(
      this.directory,
      oid.slice(0, 2),
      `${oid}${extension}`,
    );
    if (await exists(target)) return target;
    const content = await source.readBlob(repository, oid);
    const found = gitObjectId(content, oid.length);
    if (found !== oid) {
      throw new Error(
        `${repository} answered other bytes than object ${oid} (they hash to ${found}). Refresh the asset to read it again.`,
      );
    }
    await mkdir(path.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.${Date.now()}.${Math.random()}`;
    await writeFile(temporary, content);
    await rename(temporary, target);
    return target;
  }
}

function gitObjectId(content: Buffer, length: number): string {
  return createHash(length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
