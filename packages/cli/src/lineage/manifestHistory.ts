import { formatOfPath, readManifest } from '@greenroom/manifest';
import type { StatedManifest } from '@greenroom/governance';
import { fileHistory, type FileRevision } from '../git/fileHistory';
import type { Git } from '../git/Git';
import { readBlobs } from '../git/readBlobs';
import { UsageError } from '../UsageError';

/** Manifests of one repository; each takes some runs of git. */
const MANIFEST_LIMIT = 2_000;
/** Of each. */
const REVISION_LIMIT = 10_000;
/** What no manifest is as large as. */
const MANIFEST_BYTES = 9 * 1024 * 1024;

export type ManifestHistory = {
  /** Oldest first. */
  readonly stated: readonly StatedManifest[];
  /** Sentences: what could not be read, and where it stands. */
  readonly remarks: readonly string[];
};

/**
 * All manifests at a revision under a folder, each as every commit had it.
 *
 * @param under - from the root of the repository; '' for all
 * @throws UsageError where there is none
 */
export async function manifestHistory(
  git: Git,
  rev: string,
  under: string,
): Promise<ManifestHistory> {
  const listed = await git.read([
    '--literal-pathspecs',
    'ls-tree',
    '-r',
    '-z',
    '--name-only',
    '--full-tree',
    rev,
    ...(under ? ['--', under] : []),
  ]);
  const files = listed
    .toString('utf8')
    .split('\0')
    // The batch protocol of git has a path on a line.
    .filter(path => path && !path.includes('\n') && formatOfPath(path));
  if (files.length === 0)
    throw new UsageError(
      `There is no manifest under ${
        under || 'the repository'
      } at ${rev}. Write a greenroom.yaml.`,
    );
  if (files.length > MANIFEST_LIMIT)
    throw new UsageError(
      `There are ${files.length} manifests, more than ${MANIFEST_LIMIT}. Name a folder with fewer.`,
    );
  const revisions: FileRevision[] = [];
  for (const path of files)
    revisions.push(...(await fileHistory(git, { path, rev }, REVISION_LIMIT)));
  return readAll(git, revisions);
}

async function readAll(
  git: Git,
  revisions: readonly FileRevision[],
): Promise<ManifestHistory> {
  const readable = revisions.filter(
    ({ blob }) => blob && blob.sizeBytes <= MANIFEST_BYTES,
  );
  const stated: StatedManifest[] = [];
  const remarks: string[] = [];
  const blobs = readBlobs(
    git,
    readable.map(({ blob }) => blob!.oid),
  );
  for (const { path, sha, date } of readable) {
    const { value: content } = await blobs.next();
    const read = readManifest(path, content as Buffer);
    if (read.ok)
      stated.push(
        ...read.assets.map(manifest => ({
          manifest,
          path,
          commit: sha,
          time: Date.parse(date),
        })),
      );
    else {
      const [{ line, message }] = read.errors;
      remarks.push(`${path}:${line} at ${sha.slice(0, 8)}: ${message}`);
    }
  }
  return { stated: stated.sort((a, b) => a.time - b.time), remarks };
}
