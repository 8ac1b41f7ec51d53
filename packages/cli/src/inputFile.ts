import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UsageError } from './UsageError';

/** A file on this machine, with the name the person gave it. */
export type InputFile = {
  readonly path: string;
  readonly name: string;
  /** Removes what was fetched for it. */
  close(): Promise<void>;
};

/**
 * The file named by a path, or by `REV:PATH` inside a git repository.
 *
 * @throws UsageError where there is none
 */
export async function inputFile(name: string): Promise<InputFile> {
  if (existsSync(name))
    return { path: path.resolve(name), name, close: async () => {} };
  const [, revision, file] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (!revision || !file) throw new UsageError(`There is no file ${name}.`);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-cli-'));
  const close = () => rm(directory, { recursive: true, force: true });
  const local = path.join(directory, path.basename(file));
  try {
    await writeRevision(revision, file, local);
  } catch (error) {
    await close();
    throw error;
  }
  return { path: local, name, close };
}

/** Streamed, since a table may be larger than memory. */
async function writeRevision(
  revision: string,
  file: string,
  local: string,
): Promise<void> {
  const git = spawn(
    'git',
    ['cat-file', 'blob', '--end-of-options', `${revision}:${file}`],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    git.on('error', reject);
    git.on('close', resolve);
  });
  await pipeline(git.stdout, createWriteStream(local));
  if ((await ended) === 0) return;
  throw new UsageError(
    `git knows no ${file} at ${revision}. Name a revision, and a path from the root of the repository.`,
  );
}
