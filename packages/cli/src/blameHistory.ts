import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  Blame,
  openLfsFile,
  type RevisionTable,
  TableError,
} from '@greenroom/dataset';
import { LFS_POINTER_BYTES, lfsPointerOf } from '@greenroom/manifest';
import type { FileRevision } from './git/fileHistory';
import type { Git } from './git/Git';
import { readBlobs } from './git/readBlobs';

/** A larger file is passed over. */
const BLOB_BYTES = 1024 * 1024 * 1024;

/**
 * Adds the history of a file to a blame, one git process for all of it.
 *
 * @param history - oldest first
 */
export async function blameHistory(how: {
  readonly git: Git;
  /** Where objects of Git LFS are. */
  readonly lfsFolder: string;
  readonly history: readonly FileRevision[];
  readonly key: readonly string[];
  readonly pullRequests: ReadonlyMap<string, number>;
  progress(done: number): void;
}): Promise<Blame> {
  const { git, history, lfsFolder } = how;
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-cli-'));
  const blobs = readBlobs(git, oidsToRead(history));
  const blame = Blame.begin(how.key);
  try {
    for (const [i, revision] of history.entries()) {
      how.progress(i);
      const { sha, author, date, subject } = revision;
      await blame.add({
        commit: {
          sha,
          author,
          date,
          message: subject,
          pullRequest: how.pullRequests.get(sha),
        },
        content: contentOf(revision),
        read: async () => {
          assertReadable(revision);
          const { value } = await blobs.next();
          const bytes = await unpointed(value as Buffer, revision, lfsFolder);
          return asTable(bytes, revision, directory);
        },
      });
    }
    return blame;
  } finally {
    await blobs.return(undefined);
    await blame.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The same for revisions that are read alike. */
function contentOf({ path: file, blob }: FileRevision): string {
  return `${blob?.oid ?? 'none'}${path.extname(file)}`;
}

/** In the order in which `blame` will ask for them. */
function oidsToRead(history: readonly FileRevision[]): string[] {
  return history.flatMap((revision, i) => {
    const isSame = i > 0 && contentOf(history[i - 1]) === contentOf(revision);
    const { blob } = revision;
    return blob && !isSame && blob.sizeBytes <= BLOB_BYTES ? [blob.oid] : [];
  });
}

function assertReadable({ path: file, blob }: FileRevision): void {
  if (!blob) throw new TableError('The commit removed the file.', file);
  if (blob.sizeBytes > BLOB_BYTES) {
    throw new TableError(
      `The file has ${blob.sizeBytes} bytes; blame takes at most ${BLOB_BYTES}.`,
      file,
    );
  }
}

/** What a pointer of Git LFS points to; any other file is itself. */
async function unpointed(
  bytes: Buffer,
  { path: file }: FileRevision,
  folder: string,
): Promise<Buffer> {
  const pointer =
    bytes.length <= LFS_POINTER_BYTES
      ? lfsPointerOf(bytes.toString('utf8'))
      : undefined;
  if (!pointer) return bytes;
  const { sha256, sizeBytes } = pointer;
  const chunks: Buffer[] = [];
  if (sizeBytes <= BLOB_BYTES) {
    const signal = new AbortController().signal;
    const opened = await openLfsFile(
      folder,
      sha256,
    )(signal).catch(() => {
      throw new TableError(
        `The file is in Git LFS, and its object ${sha256} is not here. Fetch it: git lfs fetch --all.`,
        file,
      );
    });
    for await (const chunk of opened.stream) chunks.push(chunk as Buffer);
  }
  const content = Buffer.concat(chunks);
  if (createHash('sha256').update(content).digest('hex') === sha256)
    return content;
  throw new TableError(
    `The object ${sha256} of Git LFS is larger than ${BLOB_BYTES} bytes, or damaged. Fetch it anew: git lfs fetch --all.`,
    file,
  );
}

async function asTable(
  bytes: Buffer,
  { path: file }: FileRevision,
  directory: string,
): Promise<RevisionTable> {
  const ending = path.extname(file).toLowerCase();
  if (ending === '.csv' || ending === '.tsv') {
    return {
      kind: 'text',
      name: file,
      format: ending === '.csv' ? 'csv' : 'tsv',
      bytes,
    };
  }
  const local = path.join(directory, 'revision');
  await writeFile(local, bytes);
  return { kind: 'files', spec: { path: [{ path: local, name: file }] } };
}
