import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Clone } from '@greenroom/governance';
import { LFS_POINTER_BYTES, lfsPointerOf } from '@greenroom/manifest';
import { Git } from '../git/Git';

/** A clone on this machine, with a working tree. */
export class GitClone implements Clone {
  private constructor(readonly root: string, private readonly git: Git) {}

  /** @throws UsageError where the folder is in no repository */
  static async around(folder: string): Promise<GitClone> {
    const found = await new Git(folder).read(['rev-parse', '--show-toplevel']);
    const root = await realpath(found.toString('utf8').replace(/\n$/, ''));
    return new GitClone(root, new Git(root));
  }

  async isAncestor(commit: string): Promise<boolean> {
    const found = await this.git.read(['cat-file', '--batch-check'], commit);
    if (!found.toString('utf8').startsWith(`${commit} commit `)) return false;
    const beyond = await this.git.read([
      'rev-list',
      '--max-count=1',
      commit,
      '^HEAD',
    ]);
    return beyond.length === 0;
  }

  async digestAt(commit: string, file: string): Promise<string | undefined> {
    const listed = await this.git.read([
      '--literal-pathspecs',
      'ls-tree',
      '-z',
      commit,
      '--',
      file,
    ]);
    const [, oid] =
      /^100\d{3} blob ([0-9a-f]+)\t/.exec(listed.toString('utf8')) ?? [];
    if (!oid) return undefined;
    return digestOf(this.git.start(['cat-file', 'blob', oid]).stdout);
  }

  async digestNow(file: string): Promise<string | undefined> {
    const place = path.join(this.root, file);
    const stat = await lstat(place).catch(() => undefined);
    if (!stat?.isFile()) return undefined;
    const real = await realpath(place);
    // A folder on the way may be a link out of the clone.
    if (!real.startsWith(this.root + path.sep)) return undefined;
    return digestOf(createReadStream(real));
  }
}

/** SHA-256 of what comes; of a Git LFS pointer that of what it stands for, which is its object id. */
async function digestOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes <= LFS_POINTER_BYTES) start = Buffer.concat([start, chunk]);
  }
  const pointer =
    sizeBytes <= LFS_POINTER_BYTES && lfsPointerOf(start.toString('utf8'));
  return pointer ? pointer.sha256 : hash.digest('hex');
}
