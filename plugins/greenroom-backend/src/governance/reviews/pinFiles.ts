import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { LFS_POINTER_BYTES, lfsPointerOf } from '@greenroom/manifest';

/** As many as a statement pins. */
const FILES_LIMIT = 10_000;

/**
 * SHA-256 of files as they are at a commit; of a Git LFS pointer that of what it
 * stands for. A file that is not in the repository is left out: what tracks it
 * there pins it.
 *
 * @throws InputError where there are more than a statement pins, or one is a link
 */
export async function pinFiles(
  source: Source,
  repository: string,
  commit: string,
  paths: readonly string[],
): Promise<{ path: string; sha256: string }[]> {
  const tree = await source.listTree(repository, commit);
  const entries = new Map(tree.map(entry => [entry.path, entry]));
  const wanted = [...new Set(paths)].filter(path => entries.has(path)).sort();
  if (wanted.length > FILES_LIMIT)
    throw new InputError(
      `The version has ${wanted.length} files; a statement pins ${FILES_LIMIT}. Keep them in an archive, or have DVC track their folder.`,
    );
  const pinned: { path: string; sha256: string }[] = [];
  for (const path of wanted) {
    const { oid, type } = entries.get(path)!;
    if (type !== 'file')
      throw new InputError(
        `${path} is a ${type} at ${commit.slice(
          0,
          7,
        )}, whose bytes nobody can pin. Put the file in its place.`,
      );
    pinned.push({ path, sha256: await sha256Of(source, repository, oid) });
  }
  return pinned;
}

async function sha256Of(
  source: Source,
  repository: string,
  oid: string,
): Promise<string> {
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  let sizeBytes = 0;
  const take = (chunk: Buffer) => {
    hash.update(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes <= LFS_POINTER_BYTES) start = Buffer.concat([start, chunk]);
  };
  if (source.openBlob) {
    const { stream } = await source.openBlob(repository, oid);
    for await (const chunk of stream as AsyncIterable<Buffer>) take(chunk);
  } else take(await source.readBlob(repository, oid));
  const pointer =
    sizeBytes <= LFS_POINTER_BYTES && lfsPointerOf(start.toString('utf8'));
  return pointer ? pointer.sha256 : hash.digest('hex');
}
