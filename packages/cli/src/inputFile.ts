import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LFS_POINTER_BYTES } from '@greenroom/manifest';
import {
  behindDvcFile,
  behindLfsPointer,
  type StoredElsewhere,
  writeStored,
} from './storedElsewhere';
import { UsageError } from './UsageError';

/** A file on this machine, with the name the person gave it. */
export type InputFile = {
  readonly path: string;
  readonly name: string;
  /** Removes what was fetched for it. */
  close(): Promise<void>;
};

/**
 * The file named by a path, or by `REV:PATH` inside a git repository. What git
 * has as a pointer of Git LFS, or DVC tracks beside it, is read from the clone's
 * own objects, checked against its digest.
 *
 * @throws UsageError where there is none
 */
export async function inputFile(name: string): Promise<InputFile> {
  const stored = await ofWorkingTree(name);
  if (!stored && existsSync(name))
    return { path: path.resolve(name), name, close: async () => {} };
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-cli-'));
  const close = () => rm(directory, { recursive: true, force: true });
  try {
    const local = stored
      ? await fetched(stored, path.dirname(path.resolve(name)), directory, name)
      : await ofRevision(name, directory);
    return { path: local, name, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a file of the working tree is a pointer to, or what DVC tracks in its place. */
async function ofWorkingTree(
  name: string,
): Promise<StoredElsewhere | undefined> {
  if (existsSync(name)) return behindSmallFile(name);
  const pinned = `${name}.dvc`;
  return existsSync(pinned)
    ? behindDvcFile(await readFile(pinned, 'utf8'), pinned)
    : undefined;
}

/** A table is not read whole to see that it is no pointer. */
async function behindSmallFile(
  file: string,
): Promise<StoredElsewhere | undefined> {
  return (await stat(file)).size <= LFS_POINTER_BYTES
    ? behindLfsPointer(await readFile(file))
    : undefined;
}

async function ofRevision(name: string, directory: string): Promise<string> {
  const [, revision, file] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (!revision || !file) throw new UsageError(`There is no file ${name}.`);
  const local = path.join(directory, path.basename(file));
  if (await writeBlob(`${revision}:${file}`, local)) {
    const stored = await behindSmallFile(local);
    return stored ? fetched(stored, '.', directory, name) : local;
  }
  if (await writeBlob(`${revision}:${file}.dvc`, local)) {
    const stored = behindDvcFile(await readFile(local, 'utf8'), `${name}.dvc`);
    return fetched(stored, '.', directory, name);
  }
  throw new UsageError(
    `git knows no ${file} at ${revision}. Name a revision, and a path from the root of the repository.`,
  );
}

async function fetched(
  stored: StoredElsewhere,
  folder: string,
  directory: string,
  name: string,
): Promise<string> {
  const target = path.join(directory, path.basename(name.replace(/^.*:/, '')));
  await writeStored(stored, folder, target, name);
  return target;
}

/**
 * Streamed, since a table may be larger than memory.
 *
 * @returns false where git has no such file
 */
async function writeBlob(object: string, local: string): Promise<boolean> {
  const git = spawn('git', ['cat-file', 'blob', '--end-of-options', object], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    git.on('error', reject);
    git.on('close', resolve);
  });
  await pipeline(git.stdout, createWriteStream(local));
  return (await ended) === 0;
}
